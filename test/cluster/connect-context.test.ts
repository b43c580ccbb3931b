import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { connectContext, kubeconfigFiles } from '../../harness/cluster/connect-context.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

const signal = new AbortController().signal;

describe('connectContext', () => {
  let folder: string;
  let server: Server;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cndjp-contexts-'));
    server = createServer((request, response) => {
      if (request.url === '/version') response.end('{"gitVersion":"v1.36.4"}');
      else if (request.url === '/api/v1') response.end('{"resources":[{"name":"nodes","kind":"Node","namespaced":false}]}');
      else response.writeHead(403).end('{"kind":"Status","reason":"Forbidden"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    file = join(folder, 'config');
    await writeFile(file, kubeconfig('learner', `http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  const connect = (name: string, files = file): Promise<unknown> => connectContext(name, { env: { KUBECONFIG: files }, ingressUrl: 'http://127.0.0.1:1' }, { signal });

  it('reads the file that KUBECONFIG names; what it may not count is 0', async () => {
    expect(await connect('learner')).to.deep.equal({ provider: 'context', name: 'learner', created: false, kubeconfig: file, context: 'learner', kubernetes: 'v1.36.4', nodes: 0, ingressUrl: 'http://127.0.0.1:1' });
  });

  it('names the contexts that exist', async () => {
    const failure = (await connect('learnr').catch((error: unknown) => error)) as EnvironmentError;
    expect(failure).to.be.instanceOf(EnvironmentError);
    expect(failure.message).to.equal(`there is no context "learnr" in ${file}`);
    expect(failure.hint).to.include('There are: learner');
    expect(failure.texts.message.ja).to.equal(`${file} にコンテキスト "learnr" がありません`);
  });

  it('says so when there is no file at all', async () => {
    const failure = (await connect('learner', join(folder, 'none')).catch((error: unknown) => error)) as EnvironmentError;
    expect(failure.hint).to.include('There are none in');
  });

  it('reads no pipe and no device, nor a file of many megabytes: these may have no end', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = join(folder, 'large');
    await writeFile(large, '');
    await truncate(large, 30_000_000);
    const failureOf = async (files: string): Promise<string> => ((await connect('learner', files).catch((error: unknown) => error)) as EnvironmentError).message;
    for (const each of [pipe, '/dev/zero']) expect(await failureOf(each)).to.equal(`cannot read ${each}: something that is no file: a pipe, a device or a folder`);
    expect(await failureOf(large)).to.equal(`cannot read ${large}: a file of 30 MB, where 20 MB are the most`);
    await writeFile(file, kubeconfig('learner', 'https://127.0.0.1:1').replace('"server":', `"certificate-authority": "${pipe}", "server":`));
    expect(await failureOf(file)).to.include(`cannot read ${pipe}`);
  });

  it('says so when what answers is no API server, or does not take the credentials', async () => {
    let answer: [status: number, body: string] = [200, '<html>Sign in</html>'];
    const other = createServer((_, response) => { response.writeHead(answer[0]).end(answer[1]); });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await writeFile(file, kubeconfig('learner', url));
    const told = async (status: number, body = ''): Promise<string> => {
      answer = [status, body];
      const failure = await connect('learner').catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(EnvironmentError);
      return (failure as EnvironmentError).message;
    };
    expect(await told(200, '<html>\nSign in</html>')).to.equal(`${url} does not answer as a Kubernetes API server: "<html> Sign in</html>"`);
    expect(await told(200, '[1]')).to.include('does not answer as a Kubernetes API server');
    for (const status of [302, 429, 503]) expect(await told(status)).to.equal(`${url} does not answer as a Kubernetes API server: HTTP ${status}`);
    expect(await told(401)).to.equal(`the API server ${url} does not take the credentials of the kubeconfig (401)`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says so when the server does not respond', async () => {
    await writeFile(file, kubeconfig('learner', 'http://127.0.0.1:9'));
    const failure = await connect('learner').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(EnvironmentError);
    expect(failure).to.have.property('message').that.includes('does not respond');
  });
});

describe('kubeconfigFiles', () => {
  it('are those of KUBECONFIG, in order', () => {
    expect(kubeconfigFiles({ KUBECONFIG: ['/a', '', '/b'].join(delimiter) })).to.deep.equal(['/a', '/b']);
  });
});

function kubeconfig(name: string, url: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': 'something-else',
  });
}
