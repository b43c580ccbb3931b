import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { countSamples, type Counts, type SampleFilter } from './counts.ts';
import { judgeLosses, judgeMeasurement, type Measurement } from './measurement.ts';
import type { DriverHealth } from './messages.ts';
import { describeError } from './describe-error.ts';
import { errorLabel, type Sample } from './sample.ts';
import type { Phase, SampleStore } from './sample-store.ts';
import { secondsOf, type SecondOfTraffic } from './series.ts';
import type { TimelineEvent } from './timeline.ts';
import { describeTraffic } from './verdict.ts';
import { visitsOf, type ClientVisits } from './visits.ts';
import { duration } from '../text/duration.ts';

const t = texts.traffic;

/** How a run of traffic ended, as far as it is known. */
export interface TrafficEnd {
  /** Epoch milliseconds of the first request. */
  startedAt: number;
  /** What the driver reported about itself; absent: it was gone before. */
  health?: DriverHealth;
  /** How the driver ended where it should not have. */
  ending?: Text;
  /** Tasks per processor of the machine of the apps; absent: nobody knows. */
  load?: number;
  /** Bound of the 99th percentile by which requests may leave late, milliseconds. */
  maxSlipMs: number;
}

/** Everything measured in one run of traffic. Times of samples are milliseconds since {@link TrafficReport.startedAt}. */
export class TrafficReport {
  readonly startedAt: number;
  readonly measurement: Measurement;
  /** The driver's report about itself; absent when it ended before it could send one. */
  readonly driver: DriverHealth | undefined;
  /** Tasks per processor of the machine of the apps when it ended; undefined where nobody knows. */
  readonly load: number | undefined;
  readonly #store: SampleStore;

  constructor(store: SampleStore, end: TrafficEnd) {
    this.#store = store;
    this.startedAt = end.startedAt;
    this.driver = end.health;
    this.load = end.load;
    this.measurement = judgeLosses(judgeMeasurement(store.samples(), end.health, end.maxSlipMs, end.ending), store);
  }

  get valid(): boolean {
    return this.measurement.valid;
  }

  get invalidReason(): Text | undefined {
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

  /** Versions that gave good responses. */
  get versions(): string[] {
    return Object.keys(this.counts().versions).sort();
  }

  /** Pods that gave good responses. */
  get pods(): string[] {
    return Object.keys(this.counts().pods).sort();
  }

  /** The first 200 failed requests, in the order in which they ended. */
  get failures(): Sample[] {
    return [...this.samples()].filter((sample) => !sample.ok).slice(0, 200);
  }

  /** Milliseconds that the slowest good response took from when its request was sent; 0 when there was none. */
  get longestResponseMs(): number {
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

  /** One line for people. A timeline adds which object's event came just before the first failure. */
  describe(timeline: readonly TimelineEvent[] = []): Text {
    const line = describeTraffic({ samples: this.samples(), phases: this.phases, startedAt: this.startedAt }, timeline);
    return this.invalidReason === undefined ? line : t.invalid(this.invalidReason, line);
  }

  /** Throws {@link InvalidMeasurement} when the run is not fit to judge by. */
  requireValid(): void {
    if (this.invalidReason !== undefined) throw new InvalidMeasurement(this.invalidReason);
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
export function describeLast(store: SampleStore): Text {
  const last = [...store.samples(Math.max(0, store.size - 1))].at(-1);
  if (last === undefined) return t.last.none;
  const took = duration(last.doneMs - last.dueMs);
  if (last.error !== undefined) return t.last.failure(store.size, took, describeError(errorLabel(last.error, last.status)), last.detail ?? '');
  const labels = [...(last.version === undefined ? [] : [t.version(last.version)]), ...(last.pod === undefined ? [] : [t.pod(last.pod)])];
  return t.last.response(store.size, took, joinTexts(labels));
}
