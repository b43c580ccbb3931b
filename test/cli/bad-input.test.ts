import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Results } from '../../harness/verdict/results.ts';

/** The whole command as a user runs it, with the real stages, on a machine that is not as it should be. */
describe('npm test on a machine that is not ready', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bad-input-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  interface Ended { code: number | null; output: string; results: Results | undefined }

  async function npmTest(args: string[], env: Record<string, string>): Promise<Ended> {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'test.ts'), ...args, '--report', join(folder, 'report')], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GITHUB_ACTIONS: '', LANG: 'C', CNDJP_CACHE: join(folder, 'cache'), CNDJP_DOCKER: 'never', ...env },
    });
    let output = '';
    const hear = (chunk: Buffer): void => { output += chunk.toString(); };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
    const file = join(folder, 'report', 'results.json');
    return { code, output, results: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Results : undefined };
  }

  /** A `docker` that only ever says this. */
  function fakeDocker(says: string): string {
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho '${says}' >&2\nexit 1\n`);
    chmodSync(join(folder, 'docker'), 0o755);
    return `${folder}:${process.env['PATH'] ?? ''}`;
  }

  function expectOneClearMessage({ code, output, results }: Ended, where: string, message: RegExp): void {
    expect(code, output).to.equal(2);
    expect(results?.exitCode).to.equal(2);
    expect(results?.errors).to.have.lengthOf(1);
    expect(results?.errors[0]?.where).to.equal(where);
    expect(results?.errors[0]?.message).to.match(message);
    expect(results?.errors[0]?.hint).to.not.equal('');
    expect(output).to.include(results?.errors[0]?.message ?? '');
    expect(output, 'no stack trace').not.to.match(/\n\s+at /);
  }

  it('says that no Docker daemon answers', async () => {
    expectOneClearMessage(await npmTest([], { DOCKER_HOST: `unix://${folder}/no.sock`, PATH: fakeDocker('Cannot connect to the Docker daemon at unix:///no.sock. Is the docker daemon running?') }), 'docker', /^no Docker daemon answers/);
  });

  it('says that this user may not talk to Docker', async () => {
    const PATH = fakeDocker('permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock');
    expectOneClearMessage(await npmTest([], { PATH }), 'docker', /^this user may not talk to the Docker daemon/);
  });

  it('says that a variable makes no sense', async () => {
    expectOneClearMessage(await npmTest([], { CNDJP_CLUSTER: 'Not a name!' }), 'CNDJP_CLUSTER', /cannot be a cluster's name/);
  });

  it('says which contexts there are', async () => {
    const kubeconfig = writeKubeconfig('http://127.0.0.1:9');
    const ended = await npmTest(['--context', 'other'], { KUBECONFIG: kubeconfig });
    expectOneClearMessage(ended, '--context', /^there is no context "other"/);
    expect(ended.results?.errors[0]?.hint).to.include('There are: mine');
  });

  it('ends when the cluster stops answering in mid-run', async () => {
    const startedAt = Date.now();
    const ended = await npmTest(['02-logging', '--context', 'mine'], { KUBECONFIG: writeKubeconfig(await fakeCluster()) });
    expect(ended.code, ended.output).to.equal(2);
    expect(ended.results?.errors.map(({ message }) => message).join('\n')).to.match(/does not respond|stopped answering|stopped responding/);
    const [test] = ended.results?.lessons[0]?.tests ?? [];
    expect(test, ended.output).to.deep.include({ title: 'dry run', status: 'invalid' });
    expect(ended.output, 'no stack trace').not.to.match(/\n\s+at /);
    expect(Date.now() - startedAt).to.be.lessThan(50_000);
  });

  function writeKubeconfig(server: string): string {
    const file = join(folder, 'kubeconfig');
    writeFileSync(file, JSON.stringify({
      apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
    }));
    return file;
  }

  /** An API server that has nothing, lets who asks do everything, and is gone as soon as a lesson wants to make something. */
  async function fakeCluster(): Promise<string> {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.endsWith('/selfsubjectaccessreviews') === true) {
        response.end('{"status":{"allowed":true}}');
        return;
      }
      if (request.method !== 'GET') {
        server.closeAllConnections();
        server.close();
      }
      response.end(request.url === '/version' ? '{"gitVersion":"v1.37.2"}' : '{"items":[],"metadata":{"resourceVersion":"1"}}');
    });
    server.unref();
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});
