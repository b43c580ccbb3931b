import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { dockerArchive } from '../../harness/bundle/docker-archive.ts';
import { CommandFailed } from '../../harness/process/run-command.ts';
import { DockerStandIn } from '../docker/docker-stand-in.ts';

describe('dockerArchive', () => {
  let docker: DockerStandIn;
  let controller: AbortController;
  beforeEach(() => {
    docker = new DockerStandIn();
    controller = new AbortController();
  });
  afterEach(() => { docker.remove(); });

  const failure = async (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error);

  it('takes what docker save prints, as it comes', async () => {
    docker.says(`case "$1" in info) echo '[["Backing Filesystem","extfs"]] linux/x86_64' ;; save) shift; printf 'archive of %s' "$*" ;; esac`);
    expect(await dockerArchive(controller.signal).platform()).to.match(/linux\/amd64$/);
    expect(await text(dockerArchive(controller.signal).save(['a:1', 'b:2']))).to.equal('archive of a:1 b:2');
  });

  it('fails where docker save does, after whatever it has printed', async () => {
    docker.says('[ "$1" = save ] || exit 0; printf half; echo "no such image: b:2" >&2; exit 1');
    const error = await failure(text(dockerArchive(controller.signal).save(['a:1', 'b:2'])));
    expect(error).to.be.instanceOf(CommandFailed);
    expect((error as CommandFailed).message).to.match(/no such image: b:2/);
  });

  it('gives docker load what comes', async () => {
    docker.says(`cat > "${docker.dir}/loaded"`);
    await dockerArchive(controller.signal).load(Readable.from([Buffer.from('an '), Buffer.from('archive')]));
    expect(readFileSync(join(docker.dir, 'loaded'), 'utf8')).to.equal('an archive');
  });

  it('fails where docker load does, however much it has read', async () => {
    docker.says('head -c 3 >/dev/null; echo "no space left on device" >&2; exit 1');
    const large = Readable.from((function* () { for (let chunk = 0; chunk < 100; chunk += 1) yield Buffer.alloc(100_000); })());
    const error = await failure(dockerArchive(controller.signal).load(large));
    expect(error).to.be.instanceOf(CommandFailed);
    expect((error as CommandFailed).message).to.match(/no space left on device/);
  });

  it('fails where what is to be loaded does', async () => {
    docker.says(`cat > /dev/null`);
    const broken = Readable.from((async function* () { yield await Promise.resolve(Buffer.from('half')); throw new Error('the stick was pulled'); })());
    expect(await failure(dockerArchive(controller.signal).load(broken))).to.be.instanceOf(CommandFailed);
  });

  it('ends docker when it is interrupted', async () => {
    docker.says('[ "$1" = info ] && exit 0; printf begun; exec sleep 30');
    const interrupt = (): void => { controller.abort(new Error('Ctrl-C')); };
    const saving = async (): Promise<void> => { for await (const chunk of dockerArchive(controller.signal).save(['a:1'])) if (chunk.length > 0) interrupt(); };
    expect(await failure(saving())).to.have.property('message', 'Ctrl-C');

    controller = new AbortController();
    const archive = Readable.from((async function* () { yield await Promise.resolve(Buffer.from('half')); interrupt(); })());
    expect(await failure(dockerArchive(controller.signal).load(archive))).to.have.property('message', 'Ctrl-C');
  });

  it('gives names back even after it was interrupted', async () => {
    docker.says(`echo "$*" >> "${docker.dir}/calls"; [ "$2" != inspect ] || { echo "No such image" >&2; exit 1; }`);
    const archive = dockerArchive(AbortSignal.abort(new Error('Ctrl-C')));
    expect(await archive.idOf('a:1')).to.equal(undefined);
    await archive.tag('sha256:1', 'a:1');
    await archive.untag('b:1');
    expect(readFileSync(join(docker.dir, 'calls'), 'utf8').trim().split('\n').slice(1)).to.deep.equal(['image tag sha256:1 a:1', 'image rm b:1']);
  });
});
