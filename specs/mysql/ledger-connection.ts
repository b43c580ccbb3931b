import type { RowDataPacket } from 'mysql2/promise';
import type { Tcp } from '../../harness/lesson/given.ts';
import type { LedgerConnection } from './ledger-writer.ts';
import { answerMs, connect } from './sandbox.ts';

/** Seconds for which an earlier session may still hold the ledger. */
const earlierSessionSeconds = 5;

/**
 * A connection that has the ledger to itself: it holds a lock that only ends with its session, so no statement of a lost
 * connection is still under way. Throws what mysql2 throws.
 */
export async function openLedger(tcp: Pick<Tcp, 'host' | 'port'>, noteOf: (number: number) => string): Promise<LedgerConnection> {
  const connection = await connect(tcp);
  // mysql2 leaves queries unsettled that are under way on a connection when it is destroyed.
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  const ask = async (sql: string, values: (string | number)[] = []): Promise<RowDataPacket[]> => {
    const [rows] = await Promise.race([connection.query<RowDataPacket[]>({ sql, values, timeout: answerMs }), closed.promise]);
    return rows;
  };
  try {
    const [lock] = await ask("SELECT GET_LOCK('ledger', ?) AS held", [earlierSessionSeconds]);
    if (lock?.['held'] !== 1) throw connectionError('LEDGER_IN_USE', 'the session of the lost connection has not ended yet');
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return {
    append: async (number) => { await ask('INSERT INTO Ledger (Number, Note) VALUES (?, ?)', [number, noteOf(number)]); },
    has: async (number) => (await ask('SELECT 1 FROM Ledger WHERE Number = ?', [number])).length > 0,
    close: () => {
      connection.destroy();
      closed.reject(connectionError('CLOSED_HERE', 'the connection was closed, as its other end is gone'));
    },
  };
}

function connectionError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
