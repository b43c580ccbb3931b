import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { LessonNamespace } from '../../../harness/lesson/given.ts';
import { databaseAnswers, maySignIn, query } from '../../../specs/mysql/query.ts';
import { given as lesson, type Change } from '../checks/fixtures/lesson-05.ts';

/** MySQL's error packet, as a server sends it that refuses a connection. */
const refuse = (code: number, message: string) => (socket: Socket): void => {
  const payload = Buffer.from(`\xff\0\0#HY000${message}`, 'latin1');
  payload.writeUInt16LE(code, 1);
  socket.end(Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]));
};
const hangUp = (socket: Socket): void => { socket.destroy(); };
const accessDenied = refuse(1045, "Access denied for user 'koa'@'10.0.0.9'");
const noTable = refuse(1146, "Table 'Member' doesn't exist");

const given = lesson();
const server = 'Deployment/koa-sample-db';
const path = 'spec.template.spec.containers[mysql]';

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
  return error instanceof LessonFailure ? `${error.failure.object} ${error.failure.field ?? ''}: ${error.failure.expected}, not ${error.failure.observed}` : String(error);
}

describe('a query', () => {
  it('fails about what the refusal is about, without the name of the user', async () => {
    const database = await serve(accessDenied, noTable, hangUp);
    const ask = (): Promise<string> => failureOf(query(given, database.place, 'SELECT 1'));
    expect(await ask()).to.equal("Secret/dbsecret : a result of `SELECT 1` for the user of the app, not ER_ACCESS_DENIED_ERROR: Access denied for user '…'@'10.0.0.9'");
    expect(await ask()).to.match(/^ConfigMap\/koa-sample-db-schema data: .*ER_NO_SUCH_TABLE/);
    expect(await ask()).to.match(/^Service\/koa-sample-db spec.ports: .*PROTOCOL_CONNECTION_LOST/);
    database.close();
  });

  it('that is denied access names the variable that differs from the Secret, or the value that ends with a line end', async () => {
    const denied = async (id: string, change: Change): Promise<string> => {
      const database = await serve(accessDenied);
      const failure = await failureOf(query(lesson(id, change), database.place, 'SELECT 1'));
      database.close();
      return failure;
    };
    const env = (name: string): string => `${path}.env[${name}]`;
    expect(await denied(server, (manifest) => manifest.with(`${env('MYSQL_PASSWORD')}.valueFrom.secretKeyRef.key`, 'root_password'))).to.contain(`${server} ${env('MYSQL_PASSWORD')}: `);
    expect(await denied(server, (manifest) => manifest.without(env('MYSQL_USER')))).to.contain(`${server} ${env('MYSQL_USER')}: `);
    expect(await denied('Secret/dbsecret', (manifest) => manifest.with('stringData.password', 'koa\n'))).to.contain('Secret/dbsecret stringData.password: ');
  });

  it('for want of its database names the variable that makes another one, or the scripts that make none', async () => {
    const missing = async (change: Change): Promise<string> => {
      const database = await serve(refuse(1049, "Unknown database 'koa-sample-sandbox'"));
      const failure = await failureOf(query(lesson(server, change), database.place, 'SELECT 1'));
      database.close();
      return failure;
    };
    expect(await missing((manifest) => manifest)).to.contain(`${server} ${path}.env[MYSQL_DATABASE]: `);
    expect(await missing((manifest) => manifest.without(`${path}.env[MYSQL_DATABASE]`))).to.contain('ConfigMap/koa-sample-db-schema data: ');
  });

  it('that the server refuses as it takes no changes names the option, in an option file too', async () => {
    const refused = async (id: string, change: Change): Promise<string> => {
      const database = await serve(refuse(1290, 'The MySQL server is running with the --read-only option so it cannot execute this statement'));
      const failure = await failureOf(query(lesson(id, change), database.place, 'DELETE FROM Member'));
      database.close();
      return failure;
    };
    expect(await refused(server, (manifest) => manifest.with(`${path}.args`, ['--read-only=ON']))).to.contain(`${server} ${path}.args[0]: `);
    expect(await refused('ConfigMap/koa-sample-db-schema', (manifest) => manifest.with("data['extra.cnf']", '[mysqld]\nread_only = ON\n'))).to.contain("ConfigMap/koa-sample-db-schema data['extra.cnf']: ");
  });

  it('that asks whether the database answers waits for a connection, and not when MySQL refuses', async () => {
    const database = await serve(hangUp, hangUp, accessDenied);
    expect(await failureOf(databaseAnswers(given, database.place))).to.contain('Secret/dbsecret');
    expect(database.connections()).to.equal(3);
    database.close();
  });

  it('that asks who may sign in is answered by a refusal', async () => {
    const database = await serve(accessDenied);
    expect(await maySignIn(given, database.place, { user: 'a', password: 'b' })).to.equal(false);
    database.close();
  });
});
