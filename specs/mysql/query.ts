import type { RowDataPacket } from 'mysql2/promise';
import type { Blame, Given, LessonNamespace } from '../../harness/lesson/given.ts';
import { askUntil } from '../checks/ask-until.ts';
import { hasEnv } from '../checks/env.ts';
import { accountBlame } from './account-blame.ts';
import { accountOf, type Account } from './account.ts';
import { initScripts } from './data-volume.ts';
import { Database, databaseName, mysqlPort } from './database.ts';
import { listeningFault } from './listening.ts';
import { answerMs, connect, isMysqlError, type MysqlError } from './sandbox.ts';
import { optionSet } from './server-options.ts';
import { variable } from './start-blame.ts';
import { t } from './texts.ts';

/** What came of a query: its rows, or why there are none. */
type Outcome<Row> = { rows: Row[] } | { refusal: Refusal; error: MysqlError };

/** What stood in the way of a query. `not reached` may pass with time, all others are final. */
type Refusal = 'not reached' | 'access denied' | 'no database' | 'no table' | 'read only';

/** Milliseconds in which a server that has been started begins to listen, and between two tries. */
const listensMs = 60_000;
const againMs = 250;
/** Milliseconds after which a server that is not reached is asked by another way where it listens. */
const suspectMs = 5_000;

/** The refusals among MySQL's own errors; every other one, and all of the network's, mean that it was not reached. */
const refusals: Partial<Record<string, Refusal>> = {
  ER_ACCESS_DENIED_ERROR: 'access denied',
  ER_BAD_DB_ERROR: 'no database',
  ER_DBACCESS_DENIED_ERROR: 'no database',
  ER_NO_SUCH_TABLE: 'no table',
  ER_BAD_FIELD_ERROR: 'no table',
  ER_OPTION_PREVENTS_STATEMENT: 'read only',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'read only',
  ER_READ_ONLY_MODE: 'read only',
};

/** What an error of MySQL's own is about, which it gives to a connection or a statement; undefined for those of the network. */
export function blameOfError(given: Given, { code }: MysqlError): Blame | undefined {
  const refusal = refusals[code];
  return refusal === undefined ? undefined : blameOf(given, refusal);
}

/** What a refusal is about. */
function blameOf(given: Given, refusal: Refusal): Blame {
  const database = Database.of(given);
  switch (refusal) {
    case 'not reached':
      return { on: `Service/${databaseName}`, field: 'spec.ports', hint: t.hints.notReached };
    case 'access denied':
      return { ...accountBlame(given, database), hint: t.hints.accessDenied };
    case 'no database':
      return hasEnv(given, database.manifest, 'MYSQL_DATABASE', database.path)
        ? { ...variable(database, 'MYSQL_DATABASE'), hint: t.hints.noDatabase }
        : { ...initScripts(given, database), hint: t.hints.noDatabase };
    case 'no table':
      return { ...initScripts(given, database), hint: t.hints.schema };
    case 'read only':
      return { ...optionSet(given, database, 'read-only', 'super-read-only', 'innodb-read-only', 'transaction-read-only'), hint: t.hints.takesNoChanges };
  }
}

/**
 * Asks the database behind the Service `koa-sample-db` of a namespace, as the user of the app, over a connection of its own.
 *
 * @throws LessonFailure about the object that a refusal is about
 */
export async function query<Row extends object>(given: Given, place: LessonNamespace, sql: string, values: (string | number)[] = []): Promise<Row[]> {
  const outcome = await ask<Row>(given, place, sql, values);
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
  let lookAt = performance.now() + suspectMs;
  const isFinal = async (outcome: Outcome<object>): Promise<boolean> => {
    if ('rows' in outcome || outcome.refusal !== 'not reached') return true;
    if (performance.now() > lookAt) {
      const fault = await listeningFault(given, place, Database.of(given));
      if (fault !== undefined) given.fail({ ...fault, expected: t.listens.expected });
      lookAt = performance.now() + suspectMs;
    }
    return false;
  };
  const { answer } = await askUntil(() => ask(given, place, sql), isFinal, { pauseMs: againMs, withinMs: listensMs });
  if (!('rows' in answer)) refused(given, sql, answer);
}

/** Whether an account may sign in, and has the schema. Throws LessonFailure when the server is not reached. */
export async function maySignIn(given: Given, place: LessonNamespace, account: Account): Promise<boolean> {
  const outcome = await ask(given, place, 'SELECT 1', [], account);
  if ('rows' in outcome) return true;
  if (outcome.refusal === 'not reached') refused(given, 'SELECT 1', outcome);
  return false;
}

async function ask<Row extends object>(given: Given, place: LessonNamespace, sql: string, values: (string | number)[] = [], as?: Account): Promise<Outcome<Row>> {
  const account = as ?? (await accountOf(given, place, Database.of(given)));
  const tcp = await place.service(databaseName).tcp(mysqlPort);
  try {
    const connection = await connect(tcp, account);
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
  given.fail({ ...blameOf(given, refusal), expected: t.query.result(sql), observed: t.query.refused(error.code, withoutUser(error.message)) });
}

/** What MySQL says, without the name of the user, which comes from a Secret. */
export function withoutUser(message: string): string {
  return message.replace(/for user '[^']*'@/, "for user '…'@");
}
