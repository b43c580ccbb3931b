import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { tryBundle } from '../../harness/bundle/try-bundle.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { DockerStandIn } from '../docker/docker-stand-in.ts';
import { smallBundle, smallCheckout } from './small-bundle.ts';

describe('tryBundle', () => {
  let folder: string;
  let checkout: string;
  let path: string;
  let docker: DockerStandIn;
  let said: string[];

  /** Stands in for a program beside `docker`; `$DIR` is a folder that it may keep things in. */
  const program = (name: string, script: string): void => {
    writeFileSync(join(docker.dir, name), `#!/bin/sh\nDIR='${docker.dir}'\n${script}\n`);
    chmodSync(join(docker.dir, name), 0o755);
  };
  const kept = (name: string): string => readFileSync(join(docker.dir, name), 'utf8').trim();
  const attempt = (): Promise<number> => tryBundle(path, ['npm', 'test', '--', '02'], checkout, { signal: new AbortController().signal, say: ({ en }) => said.push(en) });

  beforeEach(async function () {
    if (process.platform !== 'linux') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    checkout = smallCheckout(folder, {});
    path = join(folder, 'b.tar');
    said = [];
    await smallBundle(path);
    docker = new DockerStandIn(`echo '{"ServerVersion":"28"}'`);
    program('dockerd', 'exit 1');
    program('git', 'mkdir -p "$4"; echo "$*" > "$DIR/cloned"');
    // Asked whether it can be done, it can; asked for the daemon, it runs until it is told to end.
    program('unshare', 'case "$*" in *dockerd*) echo $$ > "$DIR/daemon"; exec sleep 60 ;; esac');
    program('nsenter', 'shift; echo "$*" >> "$DIR/inside"; env > "$DIR/env"; [ ! -e "$DIR/fails" ] || exit 7');
  });
  afterEach(() => {
    docker.remove();
    rmSync(folder, { recursive: true });
  });
  /** The daemon has ended and nothing is left of it. */
  const allGone = (): void => {
    expect(existsSync(`/proc/${kept('daemon')}`), 'the daemon').to.equal(false);
    expect(readdirSync(join(checkout, '.work'))).to.deep.equal([]);
  };

  it('loads it in a clone and runs the command there, without what this machine has', async () => {
    process.env['CNDJP_CACHE'] = '/full/of/images';
    try {
      expect(await attempt()).to.equal(0);
    } finally {
      delete process.env['CNDJP_CACHE'];
    }
    expect(kept('inside').split('\n')).to.deep.equal([`npm run bundle -- load ${path}`, 'npm test -- 02']);
    expect(kept('cloned')).to.match(new RegExp(`^clone --quiet ${checkout} .*/clone$`));
    const env = kept('env');
    expect(env).to.match(/^DOCKER_HOST=unix:\/\/.*\/docker\.sock$/m).and.match(/^HOME=.*\/try\.\d+\.part\/home$/m);
    expect(env).to.not.match(/^CNDJP_/m);
    expect(env).to.not.match(/^PATH=.*node_modules/m);
    expect(said.at(-1)).to.equal('It passed without a network.');
    allGone();
  });

  it('ends with the exit code of what fails first', async () => {
    writeFileSync(join(docker.dir, 'fails'), '');
    expect(await attempt()).to.equal(7);
    expect(kept('inside').split('\n')).to.deep.equal([`npm run bundle -- load ${path}`]);
    allGone();
  });

  it('ends the daemon when it is interrupted', async () => {
    const controller = new AbortController();
    program('nsenter', 'exec sleep 60');
    const say = ({ en }: { en: string }): void => { if (en.includes('load')) setImmediate(() => { controller.abort(new Error('Ctrl-C')); }); };
    const trying = tryBundle(path, ['npm', 'test'], checkout, { signal: controller.signal, say }).catch((error: unknown) => error);
    expect(await trying).to.have.property('message', 'Ctrl-C');
    allGone();
  });

  it('says so where there can be no such network', async () => {
    program('unshare', 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1');
    const error: unknown = await attempt().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as EnvironmentError).message).to.match(/^this machine cannot show it: .*Operation not permitted$/s);
  });

  it('says so where the daemon does not start', async () => {
    program('unshare', 'case "$*" in *dockerd*) echo "no such driver"; exit 3 ;; esac');
    docker.says('echo "Cannot connect to the Docker daemon" >&2; exit 1');
    const error: unknown = await attempt().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as EnvironmentError).message).to.equal('dockerd did not start: it ended with exit code 3\nno such driver');
    expect(readdirSync(join(checkout, '.work'))).to.deep.equal([]);
  });
});
