import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { GracefulServer } from '../../../images/koa-sample-ap/src/graceful-server.ts';

/** Asks once on this agent's connections; resolves with the whole answer, rejects when the connection breaks. */
async function ask(port: number, agent: Agent): Promise<string> {
  const [response] = (await once(get({ host: '127.0.0.1', port, agent }), 'response')) as [IncomingMessage];
  return text(response);
}

describe('a server that leaves', () => {
  let answer: PromiseWithResolvers<undefined>;
  let arrived: PromiseWithResolvers<undefined>;
  let server: GracefulServer;
  let port: number;
  const agent = new Agent({ keepAlive: true });

  beforeEach(async () => {
    answer = Promise.withResolvers();
    arrived = Promise.withResolvers();
    server = new GracefulServer(
      (_request, response) => {
        arrived.resolve(undefined);
        void answer.promise.then(() => response.end('done'));
      },
      { 'x-app-version': '1.0' },
    );
    port = await server.listen(0);
  });

  afterEach(async () => {
    await server.stop(0);
    agent.destroy();
  });

  it('lets a request in flight finish and closes its connection afterwards', async () => {
    const request = ask(port, agent);
    await arrived.promise;
    const stopped = server.stop(5_000);
    answer.resolve(undefined);
    expect(await request).to.equal('done');
    expect(await stopped).to.equal(true);
  });

  it('closes idle connections at once and accepts no new one', async () => {
    answer.resolve(undefined);
    await ask(port, agent);
    const start = performance.now();
    expect(await server.stop(5_000)).to.equal(true);
    expect(performance.now() - start).to.be.lessThan(1_000);
    const refused: unknown = await ask(port, new Agent()).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'ECONNREFUSED');
  });

  it('does not wait for a connection on which nothing was ever asked', async () => {
    const spare = connect(port, '127.0.0.1');
    await once(spare, 'connect');
    const start = performance.now();
    expect(await server.stop(5_000)).to.equal(true);
    expect(performance.now() - start).to.be.lessThan(1_000);
    spare.destroy();
  });

  it('cuts off what does not finish within the limit, and says so', async () => {
    const request = ask(port, agent).then(
      () => 'answered',
      () => 'cut off',
    );
    await arrived.promise;
    expect(await server.stop(20)).to.equal(false);
    expect(await request).to.equal('cut off');
  });

  it('says who it is even to a client that does not speak HTTP', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('hello\r\n\r\n');
    expect(await text(socket)).to.match(/^HTTP\/1\.1 400 Bad Request\r\nx-app-version: 1\.0\r\n/);
  });
});
