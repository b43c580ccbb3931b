import { setTimeout } from 'node:timers/promises';
import type { RowDataPacket } from 'mysql2/promise';
import type { Blame, Given, LessonNamespace } from '../../harness/lesson/given.ts';
import { container } from '../checks/env.ts';
import { account, answerMs, connect, isMysqlError, type MysqlError } from './sandbox.ts';
import { t } from './texts.ts';

/** What came of a query: its rows, or why there are none. */
type Outcome<Row> = { rows: Row[] } | { refusal: Refusal; error: MysqlError };

/** What stood in the way of a query. `not reached` may pass with time, all others are final. */
type Refusal = 'not reached' | 'access denied' | 'no database' | 'no table';

/** Milliseconds in which a server that has been started begins to listen, and between two tries. */
const listensMs = 60_000;
const againMs = 250;

/** The refusals among MySQL's own errors; every other one, and all of the network's, mean that it was not reached. */
const refusals: Partial<Record<string, Refusal>> = {
  ER_ACCESS_DENIED_ERROR: 'access denied',
  ER_BAD_DB_ERROR: 'no database',
  ER_DBACCESS_DENIED_ERROR: 'no database',
  ER_NO_SUCH_TABLE: 'no table',
  ER_BAD_FIELD_ERROR: 'no table',
};

const blames: Record<Refusal, Blame> = {
  'not reached': { on: 'Service/koa-sample-db', field: 'spec.ports', hint: t.hints.notReached },
  'access denied': { on: 'Secret/dbsecret', hint: t.hints.accessDenied },
  'no database': { on: 'Deployment/koa-sample-db', field: `${container}.env[MYSQL_DATABASE]`, hint: t.hints.noDatabase },
  'no table': { on: 'Deployment/koa-sample-db', field: 'spec.template.spec.volumes', hint: t.hints.schema },
};

/**
 * Asks the database behind the Service `koa-sample-db` of a namespace, as user `koa`, over a connection of its own.
 *
 * @throws LessonFailure about the object that a refusal is about
 */
export async function query<Row extends object>(given: Given, place: LessonNamespace, sql: string, values: (string | number)[] = []): Promise<Row[]> {
  const outcome = await ask<Row>(place, sql, values);
  return 'rows' in outcome ? outcome.rows : refused(given, sql, outcome);
}

/**
 * Resolves when the database of a namespace answers, at most a minute from now.
 *
 * A pod without a readiness probe is ready before its server listens, and the contract does not ask for that probe.
 * Only a connection that does not come about is waited for: what MySQL itself refuses is final.
 *
 * @throws LessonFailure when it refuses, or cannot be reached in time
 */
export async function databaseAnswers(given: Given, place: LessonNamespace): Promise<void> {
  const sql = 'SELECT 1';
  const deadline = performance.now() + listensMs;
  for (;;) {
    const outcome = await ask(place, sql);
    if ('rows' in outcome) return;
    if (outcome.refusal !== 'not reached' || performance.now() > deadline) refused(given, sql, outcome);
    await setTimeout(againMs);
  }
}

async function ask<Row extends object>(place: LessonNamespace, sql: string, values: (string | number)[] = []): Promise<Outcome<Row>> {
  const tcp = await place.service('koa-sample-db').tcp(3306);
  try {
    const connection = await connect(tcp);
    try {
      const [rows] = await connection.query<(Row & RowDataPacket)[]>({ sql, values, timeout: answerMs });
      return { rows };
    } finally {
      connection.destroy();
    }
  } catch (error) {
    if (!isMysqlError(error)) throw error;
    return { refusal: refusals[error.code] ?? 'not reached', error };
  } finally {
    await tcp.close();
  }
}

function refused(given: Given, sql: string, { refusal, error }: { refusal: Refusal; error: MysqlError }): never {
  given.fail({ ...blames[refusal], expected: t.query.result(sql, account.user), observed: t.query.refused(error.code, error.message) });
}
