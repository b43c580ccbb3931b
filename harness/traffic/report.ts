import type { Text } from '../text/language.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { countSamples, type Counts, type SampleFilter } from './counts.ts';
import { judgeMeasurement, type Measurement } from './measurement.ts';
import type { DriverHealth } from './messages.ts';
import type { Sample } from './sample.ts';
import type { Phase, SampleStore } from './sample-store.ts';
import { secondsOf, type SecondOfTraffic } from './series.ts';
import type { TimelineEvent } from './timeline.ts';
import { describeTraffic } from './verdict.ts';
import { visitsOf, type ClientVisits } from './visits.ts';
import { duration } from '../text/duration.ts';

/** How a run of traffic came to its end, as far as it is known. */
export interface TrafficEnd {
  /** Epoch milliseconds of the first request. */
  startedAt: number;
  /** What the driver told about itself; absent: it was gone before. */
  health?: DriverHealth;
  /** How the driver ended where it should not have. */
  ending?: string;
  maxSlipMs: number;
}

/** What a failed promise is told about; see `Failure` in the results. */
export interface FailurePlace {
  object: string;
  hint: Text | string;
  field?: string;
  file?: string;
  line?: number;
  evidence?: string[];
}

/** All that a run of traffic showed. Times of samples are milliseconds since {@link TrafficReport.startedAt}. */
export class TrafficReport {
  readonly startedAt: number;
  readonly measurement: Measurement;
  /** How the driver itself fared; absent when it was gone before it could tell. */
  readonly driver: DriverHealth | undefined;
  readonly #store: SampleStore;

  constructor(store: SampleStore, end: TrafficEnd) {
    this.#store = store;
    this.startedAt = end.startedAt;
    this.driver = end.health;
    this.measurement = judgeMeasurement(store.samples(), end.health, end.maxSlipMs, end.ending);
  }

  get valid(): boolean {
    return this.measurement.valid;
  }

  get invalidReason(): string | undefined {
    return this.measurement.invalidReason;
  }

  get total(): number {
    return this.#store.size;
  }

  get failed(): number {
    return this.counts().failed;
  }

  /** The phases in order; the first one began before the traffic. */
  get phases(): readonly Phase[] {
    return this.#store.phases;
  }

  /** Versions that gave good answers. */
  get versions(): string[] {
    return Object.keys(this.counts().versions).sort();
  }

  /** Pods that gave good answers. */
  get pods(): string[] {
    return Object.keys(this.counts().pods).sort();
  }

  /** The first 200 failed requests, in the order in which they ended. */
  get failures(): Sample[] {
    return [...this.samples()].filter((sample) => !sample.ok).slice(0, 200);
  }

  /** Milliseconds that the slowest good answer took from when it was asked for; 0 when there was none. */
  get longestAnswerMs(): number {
    let longest = 0;
    for (const { ok, sentMs, doneMs } of this.samples()) if (ok) longest = Math.max(longest, doneMs - sentMs);
    return longest;
  }

  /** Numbers by second, for plots. */
  get series(): SecondOfTraffic[] {
    return secondsOf(this.samples());
  }

  /** Numbers of all samples, or of those that fit. */
  counts(filter: SampleFilter = {}): Counts {
    return countSamples(this.#store.samples(), filter);
  }

  /** Every sample, or those of one stream, in the order in which they ended. */
  *samples(stream?: string): Generator<Sample> {
    for (const sample of this.#store.samples()) if (stream === undefined || sample.stream === stream) yield sample;
  }

  /** Where the cookie of each client of a sticky stream led it. */
  clients(stream: string): ClientVisits[] {
    return visitsOf(this.samples(stream));
  }

  /** One line for people. With a timeline, failures are told relative to what happened to which object. */
  describe(timeline: readonly TimelineEvent[] = []): string {
    const line = describeTraffic({ samples: this.samples(), phases: this.phases, startedAt: this.startedAt }, timeline);
    return this.valid ? line : `invalid: ${this.invalidReason ?? ''} (${line})`;
  }

  /** Throws {@link InvalidMeasurement} when the run is not fit to judge by. */
  requireValid(): void {
    if (!this.valid) throw new InvalidMeasurement(this.invalidReason ?? '');
  }

  /** Numbers worth keeping in the results. */
  measures(): Record<string, number> {
    const { latency, requests, failed } = this.counts();
    const { slipP99Ms } = this.measurement;
    const round = (ms: number): number => Math.round(ms * 100) / 100;
    return { requests, failed, p50Ms: round(latency.p50), p99Ms: round(latency.p99), maxMs: round(latency.max), slipP99Ms: round(slipP99Ms) };
  }
}

/** What a wait for traffic saw last: for its message. */
export function describeLast(store: SampleStore): string {
  const last = [...store.samples(Math.max(0, store.size - 1))].at(-1);
  if (last === undefined) return 'no request was over yet';
  const answer = last.ok ? `an answer ${last.version === undefined ? '' : `of ${last.version} `}from ${last.pod ?? 'an unnamed pod'}` : `${last.error ?? 'failed'} (${last.detail ?? ''})`;
  return `${store.size} requests; the last one was ${answer} after ${duration(last.doneMs - last.dueMs)}`;
}
