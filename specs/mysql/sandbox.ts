import { createConnection, type Connection } from 'mysql2/promise';
import type { Tcp } from '../../harness/lesson/given.ts';
import { schema, type Account } from './account.ts';

/** Milliseconds for a connection, and for one result: a commit waits for the disk, and disks of small machines are slow at times. */
export const answerMs = 10_000;

/** A connection to the schema of the hands-on. Throws what mysql2 throws. */
export async function connect(tcp: Pick<Tcp, 'host' | 'port'>, account: Account): Promise<Connection> {
  const connection = await createConnection({ host: tcp.host, port: tcp.port, ...account, database: schema, connectTimeout: answerMs });
  // An error between two queries has no listener of its own; the next query fails.
  connection.on('error', () => undefined);
  return connection;
}

export interface MysqlError extends Error {
  code: string;
}

/** An error of mysql2, of the network or of the server. */
export function isMysqlError(error: unknown): error is MysqlError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** What a server says when it is going away, besides SQLSTATE class 08 ("connection exception"). */
const goingAway = new Set(['ER_SESSION_WAS_KILLED', 'ER_SERVER_ISNT_AVAILABLE', 'ER_QUERY_INTERRUPTED']);

/** Whether the connection is to blame, not the query: another connection may do better. */
export function isConnectionLost(error: unknown): boolean {
  // What mysql2 says about a connection that it has closed already has no code.
  if (error instanceof Error && !('code' in error) && 'fatal' in error && error.fatal === true) return true;
  if (!isMysqlError(error)) return false;
  const state = (error as { sqlState?: unknown }).sqlState;
  if (typeof state !== 'string' || state === '') return true;
  return state.startsWith('08') || goingAway.has(error.code);
}
