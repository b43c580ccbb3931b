import { setTimeout } from 'node:timers/promises';
import type { RowDataPacket } from 'mysql2/promise';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Given, LessonNamespace } from '../../harness/lesson/given.ts';
import { account, answerMs, connect, isMysqlError } from './sandbox.ts';

/**
 * Asks the database behind the Service `koa-sample-db` of a namespace, as user `koa`, over a connection of its own.
 *
 * What MySQL refuses is a failure of the object that the refusal is about.
 */
export async function query<Row extends object>(given: Given, place: LessonNamespace, sql: string, values: (string | number)[] = []): Promise<Row[]> {
  const tcp = await place.service('koa-sample-db').tcp(3306);
  try {
    const connection = await connect(tcp);
    try {
      const [rows] = await connection.query<(Row & RowDataPacket)[]>({ sql, values, timeout: answerMs });
      return rows;
    } finally {
      connection.destroy();
    }
  } catch (error) {
    if (!isMysqlError(error)) throw error;
    return given.fail({ ...culprit(error.code), expected: `an answer to \`${sql}\` for user ${account.user}`, observed: `${error.code}: ${error.message}` });
  } finally {
    await tcp.close();
  }
}

/**
 * Resolves when the database of a namespace answers, at most a minute from now.
 *
 * A pod without a readiness probe is ready before its server listens, and the contract does not ask for that probe.
 * Only a connection that does not come about is waited for: whatever MySQL itself says is final.
 */
export async function databaseAnswers(given: Given, place: LessonNamespace): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    try {
      await query(given, place, 'SELECT 1');
      return;
    } catch (error) {
      const waiting = error instanceof LessonFailure && error.failure.object === notReached.on;
      if (!waiting || performance.now() > deadline) throw error;
    }
    await setTimeout(250);
  }
}

const notReached = { on: 'Service/koa-sample-db', field: 'spec.ports', hint: 'not-reached' } as const;

function culprit(code: string) {
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
      return { on: 'Secret/dbsecret', hint: 'access-denied' } as const;
    case 'ER_BAD_DB_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR':
      return { on: 'Deployment/koa-sample-db', field: 'spec.template.spec.containers[0].env[MYSQL_DATABASE]', hint: 'no-database' } as const;
    case 'ER_NO_SUCH_TABLE':
    case 'ER_BAD_FIELD_ERROR':
      return { on: 'Deployment/koa-sample-db', field: 'spec.template.spec.volumes', hint: 'schema' } as const;
    default:
      return notReached;
  }
}
