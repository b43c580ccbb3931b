import { asText, type Text } from '../text/language.ts';
import { controlStream } from './options.ts';
import { errorClasses, type ErrorClass, type Sample } from './sample.ts';
import { flagBits, rowsOf, type SampleBatch } from './sample-batch.ts';

/** A span of the run with a name; it lasts until the next one begins. */
export interface Phase {
  /** By which reports count; the title in English. */
  name: string;
  title: Text;
  /** Milliseconds since the traffic began. */
  fromMs: number;
}

/** All samples of a run, kept as the batches in which they came: about 50 bytes a request. Those of the control stand apart. */
export class SampleStore {
  /** Without the control. */
  readonly streams: readonly string[];
  /** The samples of the stream that asks for a host of no app. */
  readonly control: Sample[] = [];
  readonly phases: Phase[] = [];
  readonly #batches: SampleBatch[] = [];
  readonly #words: string[] = [''];
  readonly #perStream: number[];
  readonly #overMs: number[];

  constructor(streams: readonly string[], firstPhase: Text) {
    this.streams = streams;
    this.begin(firstPhase, Number.NEGATIVE_INFINITY);
    this.#perStream = streams.map(() => 0);
    this.#overMs = streams.map(() => 0);
  }

  /** Begins a phase, `fromMs` milliseconds after the traffic began. */
  begin(phase: Text, fromMs: number): void {
    const title = asText(phase);
    this.phases.push({ name: title.en, title, fromMs });
  }

  /** Finished requests so far. */
  get size(): number {
    return this.#perStream.reduce((sum, count) => sum + count, 0);
  }

  /** Finished requests of one stream so far. */
  finished(stream: string): number {
    return this.#perStream[this.streams.indexOf(stream)] ?? 0;
  }

  /** Every request of these streams that was due before this many milliseconds is over. */
  overMs(streams: readonly string[]): number {
    return Math.min(...streams.map((stream) => this.#overMs[this.streams.indexOf(stream)] ?? 0));
  }

  /** `overMs`: for each stream, every request that was due before this many milliseconds is over. What is of none of the streams is of the control. */
  add(batch: SampleBatch, overMs: readonly number[]): void {
    for (const [stream, ms] of overMs.entries()) this.#overMs[stream] = ms;
    this.#words.push(...batch.words);
    for (const [row, stream] of batch.stream.entries()) if (stream >= this.streams.length) this.control.push(this.#sample(batch, row));
    const own = rowsOf(batch, (stream) => stream < this.streams.length);
    this.#batches.push(own);
    for (const stream of own.stream) this.#perStream[stream] = (this.#perStream[stream] ?? 0) + 1;
  }

  /** Every sample in the order in which the requests ended; `from`: how many to leave out at the beginning. */
  *samples(from = 0): Generator<Sample> {
    let before = 0;
    for (const batch of this.#batches) {
      const count = batch.stream.length;
      for (let row = Math.max(0, from - before); row < count; row++) yield this.#sample(batch, row);
      before += count;
    }
  }

  /** The phase in which a request was due. */
  phaseAt(dueMs: number): Phase {
    const phase = this.phases.findLast(({ fromMs }) => fromMs <= dueMs);
    if (phase === undefined) throw new RangeError(`no phase at ${dueMs} ms`);
    return phase;
  }

  #sample(batch: SampleBatch, row: number): Sample {
    const dueMs = batch.dueMs[row] ?? 0;
    const status = batch.status[row] ?? 0;
    const error: ErrorClass | undefined = errorClasses[(batch.error[row] ?? 0) - 1];
    const flags = batch.flags[row] ?? 0;
    return {
      stream: this.streams[batch.stream[row] ?? 0] ?? controlStream,
      client: batch.client[row] ?? 0,
      phase: this.phaseAt(dueMs).name,
      dueMs,
      sentMs: batch.sentMs[row] ?? 0,
      doneMs: batch.doneMs[row] ?? 0,
      ok: error === undefined,
      ...(status === 0 ? {} : { status }),
      ...this.#text('version', batch.version[row]),
      ...this.#text('pod', batch.pod[row]),
      ...(error === undefined ? {} : { error }),
      ...this.#text('detail', batch.detail[row]),
      reused: (flags & flagBits.reused) !== 0,
      cookie: (flags & flagBits.cookie) !== 0,
    };
  }

  #text<Name extends string>(name: Name, word: number | undefined): Partial<Record<Name, string>> {
    const text = this.#words[word ?? 0] ?? '';
    return text === '' ? {} : ({ [name]: text } as Record<Name, string>);
  }
}
