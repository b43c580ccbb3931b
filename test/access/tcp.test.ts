import { once } from 'node:events';
import { connect } from 'node:net';
import type { ServerResponse } from 'node:http';

import { expect } from 'chai';

import { forward } from '../../harness/access/tcp.ts';
import { rightLacking } from '../../harness/client/access-review.ts';
import { FakeApi } from '../client/fake-api.ts';
import { FakeSocket } from './fake-socket.ts';

const pod = { namespace: 'n', name: 'p', uid: 'u' };

describe('a forwarded port', () => {
  let api: FakeApi;
  let watching: ServerResponse | undefined;
  afterEach(async () => { await api.close(); });

  const serve = async (): Promise<void> => {
    api = await FakeApi.serve(
      {
        'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'p', uid: 'u', resourceVersion: '1' }, status: { phase: 'Running' } }] }),
        'GET /api/v1/namespaces/n/pods?watch': (_, response) => {
          watching = response;
          response.flushHeaders();
        },
      },
      (request, connection) => {
        const socket = new FakeSocket(request, connection);
        // The first two bytes of each stream are the port.
        socket.send(0, Buffer.from([0xea, 0x0c]));
        socket.send(1, Buffer.from([0xea, 0x0c]));
        socket.onData((channel, data) => { socket.send(channel, `echo ${data.toString()}`); });
      },
    );
  };

  it('carries bytes both ways, on loopback only', async () => {
    await serve();
    const tcp = await forward(api.client, pod, 3306);
    const connection = connect(tcp.port, tcp.host);
    connection.write('hello');
    const [answer] = (await once(connection, 'data')) as [Buffer];
    expect(answer.toString()).to.equal('echo hello');
    expect(tcp).to.include({ host: '127.0.0.1', pod: 'p' });
    const closed = once(connection, 'close');
    await tcp.close();
    await closed;
  });

  it('says when the API server does not let a connection through, which who connects does not see', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'p', uid: 'u', resourceVersion: '1' } }] }), '*': () => undefined }, (_, socket) => { socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'); });
    const refused = Promise.withResolvers<unknown>();
    const tcp = await forward(api.client, pod, 3306, refused.resolve);
    const connection = connect(tcp.port, tcp.host);
    await once(connection, 'close');
    expect(rightLacking(await refused.promise)?.right).to.deep.equal({ verb: 'create', resource: 'pods', subresource: 'portforward', group: '' });
    await tcp.close();
  });

  it('closes its connections when the pod is gone, and takes no more', async () => {
    await serve();
    const tcp = await forward(api.client, pod, 3306);
    const connection = connect(tcp.port, tcp.host);
    connection.on('error', () => undefined);
    connection.write('hello');
    await once(connection, 'data');
    const closed = once(connection, 'close');
    watching?.write(`${JSON.stringify({ type: 'DELETED', object: { metadata: { name: 'p', uid: 'u', resourceVersion: '2' } } })}\n`);
    await closed;
    const late = connect(tcp.port, tcp.host);
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).to.equal('ECONNREFUSED');
    await tcp.close();
  });
});
