import { randomUUID } from 'node:crypto';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Blame, Given, LessonNamespace, Tcp } from '../../harness/lesson/given.ts';
import { durableSettings } from './durable-settings.ts';
import { ledgerFault, type LedgerRow } from './ledger-fault.ts';
import { openLedger } from './ledger-connection.ts';
import { LedgerWriter, type LedgerConnection } from './ledger-writer.ts';
import { query } from './query.ts';
import { isConnectionLost, isMysqlError } from './sandbox.ts';
import { fieldOfOption } from './server-options.ts';

/** Rows acknowledged between two blows, at least: enough that one of them is always about to be written. */
const rowsBetween = 50;
/** Milliseconds for those rows, and for the first row after a blow. */
const withinMs = 60_000;

/** A table of the test's own in the sandbox, and somebody who appends numbered rows to it without a pause. */
export class Ledger {
  readonly #given: Given;
  readonly #place: LessonNamespace;
  readonly #writer: LedgerWriter;
  readonly #token = randomUUID();
  #tcp: Tcp | undefined;

  private constructor(given: Given, place: LessonNamespace) {
    this.#given = given;
    this.#place = place;
    this.#writer = new LedgerWriter({ open: () => this.#open(), isLost: isConnectionLost });
  }

  /** Makes the table in the database of a namespace and begins to write. Ends with the scope (`await using`). */
  static async begin(given: Given, place: LessonNamespace): Promise<Ledger> {
    await query(given, place, 'CREATE TABLE Ledger (Position BIGINT AUTO_INCREMENT PRIMARY KEY, Number INT NOT NULL, Note VARCHAR(64) NOT NULL)');
    return new Ledger(given, place);
  }

  get acknowledged(): number {
    return this.#writer.acknowledged;
  }

  /** Resolves when fifty more rows are acknowledged. */
  async #goesOn(): Promise<void> {
    const wanted = this.#writer.acknowledged + rowsBetween;
    await this.#until(() => this.#writer.acknowledged >= wanted, `${rowsBetween} more rows acknowledged`, 'nothing but writing');
  }

  /**
   * Strikes while rows are being written, and looks for every acknowledged row when the database answers again.
   *
   * @param blow what happens, in words that follow "after"
   * @param strike resolves when the database should answer again
   * @returns milliseconds from the last row acknowledged before the blow to the first one after it
   * @throws LessonFailure when a row is missing, doubled, moved or changed
   */
  async survives(blow: string, strike: () => Promise<void>): Promise<number> {
    await this.#goesOn();
    const { outages } = this.#writer;
    const before = outages.length;
    const struckAt = performance.now();
    await strike();
    this.#writer.cut(struckAt);
    await this.#until(() => outages.length > before, `rows acknowledged again after ${blow}`, blow);
    await this.#check(blow);
    return Math.round(outages[before]?.ms ?? 0);
  }

  /** Throws LessonFailure when a row that was acknowledged is missing, doubled, moved or changed. */
  async #check(blow: string): Promise<void> {
    const { acknowledged } = this;
    const fault = ledgerFault(await this.#rows(), acknowledged, (number) => this.#note(number));
    if (fault === undefined) return;
    this.#given.fail({
      ...(await this.#cause(fault.lastOnes)),
      expected: `each of ${acknowledged} acknowledged rows once, in order and unchanged, after ${blow}`,
      observed: fault.observed,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.stop();
    await this.#tcp?.close();
  }

  /** What loses rows: commits that are answered before they are written, or else a data folder that is not kept. */
  async #cause(lastOnes: boolean): Promise<Blame> {
    const deployment = this.#given.manifest('Deployment', 'koa-sample-db');
    if (lastOnes && (await durableSettings(this.#given, this.#place)).flushLogAtCommit !== 1) {
      return { on: deployment, field: fieldOfOption(deployment, 'innodb-flush-log-at-trx-commit'), hint: 'commit-unwritten' };
    }
    return { on: deployment, field: 'spec.template.spec.volumes', hint: 'row-lost' };
  }

  async #rows(): Promise<LedgerRow[] | undefined> {
    const tables = await query(this.#given, this.#place, "SHOW TABLES LIKE 'Ledger'");
    if (tables.length === 0) return undefined;
    return await query<LedgerRow>(this.#given, this.#place, 'SELECT Number AS number, Note AS note FROM Ledger ORDER BY Position');
  }

  async #until(fits: () => boolean, expected: string, blow: string): Promise<void> {
    const startedAt = performance.now();
    try {
      if (await this.#writer.until(fits, withinMs)) return;
    } catch (error) {
      if (error instanceof LessonFailure || !isMysqlError(error)) throw error;
      // A table that is gone is told as lost rows, with their number.
      await this.#check(blow);
      this.#given.fail({ ...(await this.#cause(false)), expected, observed: `${error.code}: ${error.message}`, elapsedMs: performance.now() - startedAt });
    }
    this.#given.fail({
      on: 'Deployment/koa-sample-db',
      field: 'spec.template.spec.containers[0]',
      hint: 'not-ready',
      expected: `${expected} within ${withinMs / 1000} s`,
      observed: this.#writer.describe(),
      elapsedMs: performance.now() - startedAt,
    });
  }

  #note(number: number): string {
    return `${this.#token} ${number}`;
  }

  /** A connection to the pod behind the Service. The forward outlives the container, and is made anew with the pod. */
  async #open(): Promise<LedgerConnection> {
    const tcp = (this.#tcp ??= await this.#place.service('koa-sample-db').tcp(3306));
    try {
      return await openLedger(tcp, (number) => this.#note(number));
    } catch (error) {
      if (isMysqlError(error) && error.code === 'ECONNREFUSED') {
        this.#tcp = undefined;
        await tcp.close();
      }
      throw error;
    }
  }
}
