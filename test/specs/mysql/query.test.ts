import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { Given, LessonNamespace } from '../../../harness/lesson/given.ts';
import { failureAbout } from '../../../harness/expect/blame.ts';
import { databaseAnswers, query } from '../../../specs/mysql/query.ts';

/** MySQL's error packet, as a server sends it that refuses a connection. */
const refuse = (code: number, message: string) => (socket: Socket): void => {
  const payload = Buffer.from(`\xff\0\0#HY000${message}`, 'latin1');
  payload.writeUInt16LE(code, 1);
  socket.end(Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]));
};
const hangUp = (socket: Socket): void => { socket.destroy(); };
const accessDenied = refuse(1045, "Access denied for user 'koa'");
const noTable = refuse(1146, "Table 'Member' doesn't exist");

const given = { fail: (about: Parameters<Given['fail']>[0]) => { throw failureAbout({ manifestOf: () => undefined }, about, about); } } as unknown as Given;

/** A database that takes its connections in these ways, one after the other; the last way is kept. */
async function serve(...ways: ((socket: Socket) => void)[]): Promise<{ place: LessonNamespace; connections: () => number; close: () => void }> {
  let count = 0;
  const server = createServer((socket) => {
    const way = ways[Math.min(count, ways.length - 1)];
    count += 1;
    socket.on('error', () => undefined);
    way?.(socket);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const place = { service: () => ({ tcp: () => Promise.resolve({ host: '127.0.0.1', port, close: () => Promise.resolve() }) }) } as unknown as LessonNamespace;
  return { place, connections: () => count, close: () => { server.close(); } };
}

async function failureOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(() => new Error('it succeeded'), (thrown: unknown) => thrown);
  return error instanceof LessonFailure ? `${error.failure.object}: ${error.failure.expected}, not ${error.failure.observed}` : String(error);
}

describe('a query', () => {
  it('fails about the object that the refusal is about', async () => {
    const database = await serve(accessDenied, noTable, hangUp);
    const ask = (): Promise<string> => failureOf(query(given, database.place, 'SELECT 1'));
    expect(await ask()).to.equal("Secret/dbsecret: a result of `SELECT 1` for user koa, not ER_ACCESS_DENIED_ERROR: Access denied for user 'koa'");
    expect(await ask()).to.match(/^Deployment\/koa-sample-db: .*ER_NO_SUCH_TABLE/);
    expect(await ask()).to.match(/^Service\/koa-sample-db: .*PROTOCOL_CONNECTION_LOST/);
    database.close();
  });

  it('that asks whether the database answers waits for a connection, and not when MySQL refuses', async () => {
    const database = await serve(hangUp, hangUp, accessDenied);
    expect(await failureOf(databaseAnswers(given, database.place))).to.contain('Secret/dbsecret');
    expect(database.connections()).to.equal(3);
    database.close();
  });
});
