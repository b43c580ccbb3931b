import { createPool } from 'mysql2/promise';
import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { DatabaseConfig } from './config.ts';
import type { Member, Store } from './store.ts';
import { StoreUnavailable } from './store.ts';

/** Upper bounds of one question, getting a connection included, in milliseconds. */
export interface StoreLimits {
  /** Of a question that a client waits for. */
  question: number;
  /** Of {@link Store.ping}, which a probe waits for. */
  ping: number;
}

/**
 * The database behind a pool of connections.
 *
 * Nothing is asked of the database before the first query, so the app starts while the database is still away; and a
 * database that comes back under another address is found again, because a connection that breaks takes the whole pool
 * with it: its idle brothers lead to the same dead pod.
 */
export class MysqlStore implements Store {
  readonly #config: DatabaseConfig;
  readonly #limits: StoreLimits;
  #pool: Pool;

  constructor(config: DatabaseConfig, limits: StoreLimits) {
    this.#config = config;
    this.#limits = limits;
    this.#pool = this.#newPool();
  }

  async passwordHash(username: string): Promise<string | undefined> {
    const rows = await this.#query('SELECT Password FROM `User` WHERE Email = ?', [username]);
    const hash: unknown = rows[0]?.['Password'];
    return typeof hash === 'string' ? hash : undefined;
  }

  async members(): Promise<Member[]> {
    const rows = await this.#query('SELECT MemberId, Firstname, Lastname, Email, Active FROM Member ORDER BY MemberId', []);
    return rows.map((row) => ({
      MemberId: Number(row['MemberId']),
      Firstname: String(row['Firstname']),
      Lastname: String(row['Lastname']),
      Email: String(row['Email']),
      Active: isTrue(row['Active']),
    }));
  }

  async ping(): Promise<void> {
    await this.#query('SELECT 1', [], this.#limits.ping);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #query(sql: string, values: readonly string[], limitMs = this.#limits.question): Promise<RowDataPacket[]> {
    let pool = this.#pool;
    let connection: PoolConnection | undefined;
    let late = false;
    const connect = async (): Promise<PoolConnection> => {
      try {
        return await pool.getConnection();
      } catch (error) {
        // Another question has given up its connection, and the pool with it; this one still has time.
        if (late || pool === this.#pool) throw error;
        pool = this.#pool;
        return await connect();
      }
    };
    const answer = async (): Promise<RowDataPacket[]> => {
      connection = await connect();
      if (late) {
        connection.release();
        throw new StoreUnavailable('ETIMEDOUT');
      }
      const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
      connection.release();
      return rows;
    };
    try {
      return await within(limitMs, answer());
    } catch (error) {
      late = true;
      if (connection !== undefined) {
        connection.destroy();
        if (!isRefusedStatement(error)) this.#renew(pool);
      }
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable(codeOf(error), { cause: error });
    }
  }

  #renew(failed: Pool): void {
    if (failed !== this.#pool) return;
    this.#pool = this.#newPool();
    // Whatever still runs on the old pool ends by its own limit; its end is of no more interest.
    failed.end().catch(() => undefined);
  }

  #newPool(): Pool {
    return createPool({
      host: this.#config.host,
      port: this.#config.port,
      user: this.#config.user,
      password: this.#config.password,
      database: this.#config.name,
      connectTimeout: this.#limits.question,
      connectionLimit: 10,
      idleTimeout: 60_000,
      enableKeepAlive: true,
    });
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StoreUnavailable('ETIMEDOUT'));
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The server is well and refused the statement itself (no such table, say): a new connection would change nothing. */
function isRefusedStatement(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && !('fatal' in error && error.fatal === true);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

/** MySQL hands out TINYINT(1) as a number and BIT(1) as bytes. */
function isTrue(value: unknown): boolean {
  return Buffer.isBuffer(value) ? value[0] === 1 : Number(value) !== 0;
}
