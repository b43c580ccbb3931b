import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect } from 'chai';
import { MysqlStore } from '../../../images/koa-sample-ap/src/mysql-store.ts';
import { StoreUnavailable } from '../../../images/koa-sample-ap/src/store.ts';

const LIMIT_MS = 200;
const QUESTION_MS = 400;

describe('the store of the sample app', () => {
  let server: Server;
  let sockets: Socket[];
  let store: MysqlStore;

  beforeEach(async () => {
    sockets = [];
    // Accepts and says nothing, as a database behind a stalled network does.
    server = createServer((socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    store = new MysqlStore({ host: '127.0.0.1', port, user: 'koa', password: 'secret', name: 'koa-sample-sandbox' }, { question: QUESTION_MS, ping: LIMIT_MS });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await store.close().catch(() => undefined);
  });

  const failure = async (): Promise<StoreUnavailable> => {
    const error: unknown = await store.ping().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StoreUnavailable);
    return error as StoreUnavailable;
  };

  it('gives up on a database that does not answer, within its limit', async () => {
    const start = performance.now();
    expect(await failure()).to.have.property('code', 'ETIMEDOUT');
    expect(performance.now() - start).to.be.within(LIMIT_MS - 20, LIMIT_MS + 1_000);
  });

  it('lets a client wait longer than a probe', async () => {
    const start = performance.now();
    const error: unknown = await store.members().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StoreUnavailable);
    expect(performance.now() - start).to.be.greaterThan(QUESTION_MS - 20);
  });

  it('does so for more questions at once than it has connections', async () => {
    const start = performance.now();
    const failures = await Promise.all(Array.from({ length: 25 }, failure));
    expect(failures.map((each) => each.code)).to.deep.equal(failures.map(() => 'ETIMEDOUT'));
    expect(performance.now() - start).to.be.lessThan(LIMIT_MS + 2_000);
  });

  it('says what is wrong by its code alone: no host, no user, no password', async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    const { message } = await failure();
    expect(message).to.match(/^the database is not available \((ECONNREFUSED|ETIMEDOUT)\)$/);
  });
});
