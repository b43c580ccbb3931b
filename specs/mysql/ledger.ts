import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Blame, Given, LessonNamespace, Tcp } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { accountOf } from './account.ts';
import { Database, databaseName, mysqlPort } from './database.ts';
import { acknowledgesUnwritten } from './durable-settings.ts';
import { ledgerFault, type LedgerRow } from './ledger-fault.ts';
import { openLedger } from './ledger-connection.ts';
import { LedgerWriter, type LedgerConnection } from './ledger-writer.ts';
import { lostData } from './lost-data.ts';
import { blameOfError, query, withoutUser } from './query.ts';
import { isConnectionLost, isMysqlError } from './sandbox.ts';
import { optionSet } from './server-options.ts';
import { t } from './texts.ts';

/** Rows acknowledged between two disruptions, at least: enough that one of them is always about to be written. */
const rowsBetween = 50;
/** Milliseconds for those rows, and for the first row after a disruption. */
const withinMs = 60_000;
/** Milliseconds for the table to be dropped. */
const dropMs = 5_000;

/** A table of the test's own in the sandbox, to which numbered rows are appended without a pause. */
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

  /** Makes the table in the database of a namespace and begins to write. Both end with the scope (`await using`). */
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
    await this.#until(() => this.#writer.acknowledged >= wanted, t.ledger.more(rowsBetween), t.ledger.noDisruption);
  }

  /**
   * Disrupts the database while rows are being written, and looks for every acknowledged row when it answers again.
   *
   * @param disruption what happens, in words that follow "after"
   * @param disrupt resolves when the database should answer again
   * @returns milliseconds from the last row acknowledged before the disruption to the first one after it
   * @throws LessonFailure when a row is missing, doubled, moved or changed
   */
  async survives(disruption: Text, disrupt: () => Promise<void>): Promise<number> {
    await this.#goesOn();
    const { outages } = this.#writer;
    const before = outages.length;
    const disruptedAt = performance.now();
    await disrupt();
    this.#writer.cut(disruptedAt);
    await this.#until(() => outages.length > before, t.ledger.again(disruption), disruption);
    await this.#check(disruption);
    return Math.round(outages[before]?.ms ?? 0);
  }

  /** Throws LessonFailure when a row that was acknowledged is missing, doubled, moved or changed. */
  async #check(disruption: Text): Promise<void> {
    const { acknowledged } = this;
    const fault = ledgerFault(await this.#rows(), acknowledged, (number) => this.#note(number));
    if (fault === undefined) return;
    this.#given.fail({ ...(await this.#cause(fault.lastOnes)), expected: t.ledger.kept(acknowledged, disruption), observed: fault.observed });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.stop();
    await this.#tcp?.close();
    // A database that is away keeps its table until the namespace goes. That is no reason to fail, and would hide the real one.
    const dropped = query(this.#given, this.#place, 'DROP TABLE IF EXISTS Ledger').catch(() => undefined);
    await Promise.race([dropped, pause(dropMs, undefined, { ref: false })]);
  }

  /** What loses rows: commits that are acknowledged before they are written, or else a data folder that is not kept. */
  async #cause(lastOnes: boolean): Promise<Blame> {
    const database = Database.of(this.#given);
    if (lastOnes && (await acknowledgesUnwritten(this.#given, this.#place))) {
      return { ...optionSet(this.#given, database, 'innodb-flush-log-at-trx-commit'), hint: t.hints.commitUnwritten };
    }
    return await lostData(this.#given, this.#place, database);
  }

  async #rows(): Promise<LedgerRow[] | undefined> {
    const tables = await query(this.#given, this.#place, "SHOW TABLES LIKE 'Ledger'");
    if (tables.length === 0) return undefined;
    return await query<LedgerRow>(this.#given, this.#place, 'SELECT Number AS number, Note AS note FROM Ledger ORDER BY Position');
  }

  async #until(fits: () => boolean, expected: Text, disruption: Text): Promise<void> {
    const startedAt = performance.now();
    try {
      if (await this.#writer.until(fits, withinMs)) return;
    } catch (error) {
      if (error instanceof LessonFailure || !isMysqlError(error)) throw error;
      // A table that is gone is reported as lost rows, with their number.
      await this.#check(disruption);
      this.#given.fail({ ...(blameOfError(this.#given, error) ?? (await this.#cause(false))), expected, observed: t.query.refused(error.code, withoutUser(error.message)), elapsedMs: performance.now() - startedAt });
    }
    const database = Database.of(this.#given);
    this.#given.fail({
      on: database.manifest,
      field: database.path,
      hint: t.hints.notReady,
      expected: t.ledger.within(expected, withinMs / 1000),
      observed: this.#writer.describe(),
      elapsedMs: performance.now() - startedAt,
    });
  }

  #note(number: number): string {
    return `${this.#token} ${number}`;
  }

  /** A connection to the pod behind the Service. The forward outlives the container, and is made anew with the pod. */
  async #open(): Promise<LedgerConnection> {
    const account = await accountOf(this.#given, this.#place, Database.of(this.#given));
    const tcp = (this.#tcp ??= await this.#place.service(databaseName).tcp(mysqlPort));
    try {
      return await openLedger(tcp, account, (number) => this.#note(number));
    } catch (error) {
      if (isMysqlError(error) && error.code === 'ECONNREFUSED') {
        this.#tcp = undefined;
        await tcp.close();
      }
      throw error;
    }
  }
}
