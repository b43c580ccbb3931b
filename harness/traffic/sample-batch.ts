import { errorClasses, type ErrorClass } from './sample.ts';

/** Samples as columns, as they travel from the driver to its parent; texts are numbers of words that are sent once. */
export interface SampleBatch {
  /** Words not sent before, numbered on from the last batch's; word 0 is the empty text. */
  words: string[];
  stream: Uint8Array;
  client: Uint16Array;
  flags: Uint8Array;
  /** 0: none; else the place in {@link errorClasses} plus 1. */
  error: Uint8Array;
  status: Uint16Array;
  version: Uint16Array;
  pod: Uint16Array;
  detail: Uint16Array;
  dueMs: Float64Array;
  sentMs: Float64Array;
  doneMs: Float64Array;
}

/** The rows of these streams; the words are those of all. */
export function rowsOf(batch: SampleBatch, isWanted: (stream: number) => boolean): SampleBatch {
  if (batch.stream.every(isWanted)) return batch;
  const isOwn = (_: number, row: number): boolean => isWanted(batch.stream[row] ?? 0);
  return {
    words: batch.words, stream: batch.stream.filter(isOwn), client: batch.client.filter(isOwn), flags: batch.flags.filter(isOwn), error: batch.error.filter(isOwn), status: batch.status.filter(isOwn),
    version: batch.version.filter(isOwn), pod: batch.pod.filter(isOwn), detail: batch.detail.filter(isOwn), dueMs: batch.dueMs.filter(isOwn), sentMs: batch.sentMs.filter(isOwn), doneMs: batch.doneMs.filter(isOwn),
  };
}

/** Bits of {@link SampleBatch.flags}. */
export const flagBits = { reused: 1, cookie: 2 } as const;

/** One finished request, before it is written into columns. */
export interface RawSample {
  stream: number;
  client: number;
  dueMs: number;
  sentMs: number;
  doneMs: number;
  status: number;
  version: string;
  pod: string;
  error: ErrorClass | undefined;
  detail: string;
  reused: boolean;
  cookie: boolean;
}

/** Most different texts of one run: a server that makes up a new one each time must not fill the memory. */
const maxWords = 10_000;

/** Collects samples in the driver until they are sent off. */
export class SampleBuffer {
  readonly #numbers = new Map<string, number>([['', 0]]);
  #words: string[] = [];
  #rows: RawSample[] = [];

  get size(): number {
    return this.#rows.length;
  }

  add(sample: RawSample): void {
    this.#rows.push(sample);
  }

  /** Hands over what was collected, and begins anew. */
  take(): SampleBatch {
    const rows = this.#rows;
    this.#rows = [];
    const batch: SampleBatch = {
      words: [],
      stream: Uint8Array.from(rows, (row) => row.stream),
      client: Uint16Array.from(rows, (row) => row.client),
      flags: Uint8Array.from(rows, (row) => (row.reused ? flagBits.reused : 0) | (row.cookie ? flagBits.cookie : 0)),
      error: Uint8Array.from(rows, (row) => (row.error === undefined ? 0 : errorClasses.indexOf(row.error) + 1)),
      status: Uint16Array.from(rows, (row) => row.status),
      version: Uint16Array.from(rows, (row) => this.#number(row.version)),
      pod: Uint16Array.from(rows, (row) => this.#number(row.pod)),
      detail: Uint16Array.from(rows, (row) => this.#number(row.detail)),
      dueMs: Float64Array.from(rows, (row) => row.dueMs),
      sentMs: Float64Array.from(rows, (row) => row.sentMs),
      doneMs: Float64Array.from(rows, (row) => row.doneMs),
    };
    batch.words = this.#words;
    this.#words = [];
    return batch;
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    if (this.#numbers.size >= maxWords) return 0;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    this.#words.push(word);
    return number;
  }
}
