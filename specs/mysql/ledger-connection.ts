import type { RowDataPacket } from 'mysql2/promise';
import type { Tcp } from '../../harness/lesson/given.ts';
import type { Account } from './account.ts';
import { ConnectionError, type LedgerConnection } from './ledger-writer.ts';
import { answerMs, connect } from './sandbox.ts';
import { t } from './texts.ts';

/** Seconds for which an earlier session may still hold the ledger. */
const earlierSessionSeconds = 5;

/**
 * A connection that has the ledger to itself: it holds a lock that only ends with its session, so no statement of a lost
 * connection is still under way. Throws what mysql2 throws.
 */
export async function openLedger(tcp: Pick<Tcp, 'host' | 'port'>, account: Account, noteOf: (number: number) => string): Promise<LedgerConnection> {
  const connection = await connect(tcp, account);
  // mysql2 leaves queries unsettled that are under way on a connection when it is destroyed.
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  const ask = async (sql: string, values: (string | number)[] = []): Promise<RowDataPacket[]> => {
    const [rows] = await Promise.race([connection.query<RowDataPacket[]>({ sql, values, timeout: answerMs }), closed.promise]);
    return rows;
  };
  try {
    const [lock] = await ask("SELECT GET_LOCK('ledger', ?) AS held", [earlierSessionSeconds]);
    if (lock?.['held'] !== 1) throw new ConnectionError('LEDGER_IN_USE', t.ledger.inUse);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return {
    append: async (number) => { await ask('INSERT INTO Ledger (Number, Note) VALUES (?, ?)', [number, noteOf(number)]); },
    has: async (number) => (await ask('SELECT 1 FROM Ledger WHERE Number = ?', [number])).length > 0,
    close: () => {
      connection.destroy();
      closed.reject(new ConnectionError('CLOSED_HERE', t.ledger.closedHere));
    },
  };
}
