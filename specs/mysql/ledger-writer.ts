import { setTimeout as pause } from 'node:timers/promises';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** What the writer needs of a connection. */
export interface LedgerConnection {
  /** Appends a row; resolves when the database has acknowledged it. */
  append(number: number): Promise<void>;
  has(number: number): Promise<boolean>;
  close(): void;
}

/** A connection that cannot be used, for a reason that is ours to word; the database and the network have words of their own. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code: string;
  readonly text: Text;

  constructor(code: string, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

/** A time in which nothing was acknowledged, because the connection was lost. */
export interface Outage {
  /** Milliseconds from the last acknowledgement before it to the first one after it. */
  ms: number;
  /** Why the connection was lost. */
  because: Text;
}

export interface WriterOptions {
  /** Opens a connection. Throws what `isLost` knows while the database is away. */
  open: () => Promise<LedgerConnection>;
  /** Whether an error is about the connection: then another one is opened. Any other error ends the writer. */
  isLost: (error: unknown) => boolean;
}

/** Milliseconds between two tries to connect. */
const againMs = 200;
/** Milliseconds for the last row to be settled; a try to connect that is under way is not waited for. */
const endingMs = 1_000;

/**
 * Appends the numbers 1, 2, 3, … over one connection, each as soon as the one before is acknowledged.
 *
 * A row that was sent and not acknowledged may be there or not: on the next connection the writer looks, and sends it
 * again only when it is not. So every number is written once and in order, whatever happens to the connection.
 */
export class LedgerWriter {
  readonly outages: Outage[] = [];
  readonly #options: WriterOptions;
  readonly #ended: Promise<void>;
  #acknowledged = 0;
  #stopped = false;
  #connection: LedgerConnection | undefined;
  #openedAt = 0;
  #trouble: Text | undefined;
  #failure: { error: unknown } | undefined;
  /** Looked at after each acknowledgement, and at the end. */
  readonly #watchers = new Set<() => void>();

  /** Begins to write at once. */
  constructor(options: WriterOptions) {
    this.#options = options;
    this.#ended = this.#write().catch((error: unknown) => {
      this.#failure = { error };
      this.#tell();
    });
  }

  /** Every number up to this one is known to be written. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Resolves when `fits`; false when it does not within that time. Throws what ended the writer. */
  async until(fits: () => boolean, withinMs: number): Promise<boolean> {
    const over = Promise.withResolvers<boolean>();
    const look = (): void => {
      if (this.#failure !== undefined) over.reject(this.#failure.error);
      else if (fits()) over.resolve(true);
    };
    const timer = setTimeout(() => { over.resolve(false); }, withinMs);
    this.#watchers.add(look);
    look();
    try {
      return await over.promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(look);
    }
  }

  /** How many rows are written, and why it has no connection. */
  describe(): Text {
    return this.#trouble === undefined ? t.ledger.acknowledged(this.#acknowledged) : t.ledger.disconnected(this.#acknowledged, this.#trouble);
  }

  /**
   * Closes the connection in use, which may not have noticed that its other end is gone; one that was opened since then is
   * left alone.
   *
   * @param since when the other end went, by `performance.now()`
   */
  cut(since: number): void {
    if (this.#openedAt < since) this.#connection?.close();
  }

  /** Ends the writing; resolves when no row is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connection?.close();
    await Promise.race([this.#ended, pause(endingMs, undefined, { ref: false })]);
  }

  async #write(): Promise<void> {
    let sent: number | undefined;
    let lastAt = performance.now();
    while (!this.#mustEnd()) {
      try {
        const connection = await this.#options.open();
        this.#connection = connection;
        this.#openedAt = performance.now();
        if (sent !== undefined && (await connection.has(sent))) this.#acknowledged = sent;
        for (;;) {
          sent = this.#acknowledged + 1;
          await connection.append(sent);
          this.#acknowledged = sent;
          sent = undefined;
          if (this.#trouble !== undefined) this.outages.push({ ms: performance.now() - lastAt, because: this.#trouble });
          this.#trouble = undefined;
          lastAt = performance.now();
          this.#tell();
          if (this.#mustEnd()) return;
        }
      } catch (error) {
        if (this.#mustEnd()) return;
        if (!this.#options.isLost(error)) throw error;
        this.#trouble ??= reasonOf(error);
      } finally {
        this.#connection?.close();
        this.#connection = undefined;
      }
      await pause(againMs);
    }
  }

  #mustEnd(): boolean {
    return this.#stopped;
  }

  #tell(): void {
    for (const look of this.#watchers) look();
  }
}

function reasonOf(error: unknown): Text {
  if (error instanceof ConnectionError) return error.text;
  return verbatim(error instanceof Error ? error.message : String(error));
}
