import { expect } from 'chai';

import { exec, ExecError } from '../../harness/access/exec.ts';
import { rightLacking } from '../../harness/client/access-review.ts';
import { FakeApi } from '../client/fake-api.ts';
import { FakeSocket } from './fake-socket.ts';

const container = { namespace: 'n', pod: 'p', container: 'c' };
const [stdout, stderr, status] = [1, 2, 3];

describe('a command in a container', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const failed = async (promise: Promise<unknown>): Promise<Error> => {
    const error: unknown = await promise.catch((thrown: unknown) => thrown);
    if (error instanceof ExecError) return error;
    throw new Error(`not an ExecError: ${String(error)}`);
  };

  it('gives what it printed and how it ended; a bad end is no error', async () => {
    let path = '';
    api = await FakeApi.serve({}, (request, connection) => {
      path = request.url ?? '';
      const socket = new FakeSocket(request, connection);
      socket.send(stdout, 'one\n');
      socket.send(stderr, 'oh\n');
      socket.send(stdout, 'two\n');
      socket.send(status, JSON.stringify({ status: 'Failure', details: { causes: [{ reason: 'ExitCode', message: '3' }] } }).slice(0, 120));
    });
    expect(await exec(api.client, container, ['sh', '-c', 'x'])).to.deep.equal({ stdout: 'one\ntwo\n', stderr: 'oh\n', exitCode: 3 });
    expect(path).to.match(/^\/api\/v1\/namespaces\/n\/pods\/p\/exec\?/).and.contain('command=sh&command=-c&command=x&container=c');
  });

  it('notices a connection that closes before the end was told', async () => {
    api = await FakeApi.serve({}, (request, connection) => {
      const socket = new FakeSocket(request, connection);
      setTimeout(() => { socket.cut(); }, 20);
    });
    expect((await failed(exec(api.client, container, ['sleep', '9']))).message).to.equal('sleep in p/c: the connection closed before the end of the command was reported');
  });

  it('does not wait for ever', async () => {
    api = await FakeApi.serve({}, (request, connection) => { new FakeSocket(request, connection).send(stdout, 'x'); });
    expect(await failed(exec(api.client, container, ['cat'], { deadlineMs: 100 }))).to.include({ message: 'cat in p/c: did not end within 0.1 s', late: true });
  });

  it('ends a command that prints without end', async () => {
    api = await FakeApi.serve({}, (request, connection) => {
      const socket = new FakeSocket(request, connection);
      for (let n = 0; n < 300; n += 1) socket.send(stdout, 'x'.repeat(60_000));
    });
    expect((await failed(exec(api.client, container, ['cat', '/dev/zero']))).message).to.equal('cat in p/c: printed more than 16 MB');
  });

  it('says why the server refused', async () => {
    api = await FakeApi.serve({});
    expect((await failed(exec(api.client, container, ['cat']))).message).to.contain('404');
  });

  it('says which right was lacking, unless somebody else asked', async () => {
    api = await FakeApi.serve({}, (_, socket) => { socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'); });
    const refused = await failed(exec(api.client, container, ['cat']));
    expect(rightLacking(refused)).to.deep.equal({ username: '', right: { verb: 'create', resource: 'pods', subresource: 'exec', group: '' } });
    expect(rightLacking(await failed(exec(api.client.as({ kind: 'anonymous' }), container, ['cat'])))).to.equal(undefined);
  });

  it('says so when the command cannot be started', async () => {
    api = await FakeApi.serve({}, (request, connection) => {
      new FakeSocket(request, connection).send(status, JSON.stringify({ status: 'Failure', message: 'exec: "nope": not found' }));
    });
    expect((await failed(exec(api.client, container, ['nope']))).message).to.equal('exec: "nope": not found');
  });
});
