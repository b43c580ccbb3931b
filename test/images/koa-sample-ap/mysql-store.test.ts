import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect } from 'chai';
import { createServer as createDatabase, type Connection } from 'mysql2';
import { MysqlStore } from '../../../images/koa-sample-ap/src/mysql-store.ts';
import { StoreUnavailable } from '../../../images/koa-sample-ap/src/store.ts';

const LIMIT_MS = 200;
const QUESTION_MS = 400;

/** A database that never answers a probe's question, and those of clients when it is told to. */
class SilentToProbes {
  readonly #server = createDatabase(() => undefined);
  readonly #waiting: (() => void)[] = [];
  #answers = false;

  constructor(port: number) {
    this.#server.on('connection', (connection: Connection) => {
      connection.on('error', () => undefined);
      connection.on('query', (sql: string) => {
        if (!sql.includes('Member')) return;
        const answer = (): void => {
          // Each question is numbered 0, and its answer from 1 on.
          connection.sequenceId = 1;
          connection.writeTextResult([], [columnOf('MemberId')]);
          connection.sequenceId = 0;
        };
        if (this.#answers) answer();
        else this.#waiting.push(answer);
      });
      connection.serverHandshake({
        protocolVersion: 10, serverVersion: '9.7.0', connectionId: 1, statusFlags: 2, characterSet: 45, capabilityFlags: 0xff_f7_ff,
        authCallback: (_client: unknown, signIn: (error: null) => void) => {
          signIn(null);
          connection.sequenceId = 0;
        },
      });
    });
    this.#server.listen(port);
  }

  answer(): void {
    this.#answers = true;
    for (const each of this.#waiting.splice(0)) each();
  }

  close(): void {
    this.#server.close(() => undefined);
  }
}

/** A column as the protocol describes it. */
function columnOf(name: string): object {
  return { catalog: 'def', schema: '', table: '', orgTable: '', name, orgName: name, characterSet: 63, columnLength: 11, columnType: 3, flags: 0, decimals: 0 };
}

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

  it('goes on with a question that waits for a connection when a probe gives up and takes the pool with it', async () => {
    const { port } = server.address() as AddressInfo;
    server.close();
    const patient = new MysqlStore({ host: '127.0.0.1', port, user: 'koa', password: 'secret', name: 'koa-sample-sandbox' }, { question: 5_000, ping: LIMIT_MS });
    await once(server, 'close');
    const database = new SilentToProbes(port);
    try {
      const probe = patient.ping().catch((reason: unknown) => reason);
      // All ten connections are taken, and more questions wait.
      const questions = Array.from({ length: 15 }, () => patient.members());
      expect(await probe).to.have.property('code', 'ETIMEDOUT');
      database.answer();
      expect(await Promise.all(questions)).to.deep.equal(questions.map(() => []));
    } finally {
      await patient.close().catch(() => undefined);
      database.close();
    }
  });

  it('says what is wrong by its code alone: no host, no user, no password', async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    const { message } = await failure();
    expect(message).to.match(/^the database is not available \((ECONNREFUSED|ETIMEDOUT)\)$/);
  });
});
