import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { failureAbout, type Blame, type FailureContext } from '../expect/blame.ts';
import { asText, joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { DriverCommand, DriverHealth, DriverNews } from './messages.ts';
import type { TrafficPlan } from './options.ts';
import { describeFault } from './measurement.ts';
import { describeLast, TrafficReport } from './report.ts';
import type { Sample } from './sample.ts';
import type { SampleStore } from './sample-store.ts';
import { defined } from '../values/defined.ts';
import { roundSeconds } from '../text/duration.ts';

const t = texts.traffic;

/** What traffic needs of the driver's process. */
export interface DriverLink {
  readonly pid: number | undefined;
  send(command: DriverCommand): void;
  end(): void;
}

interface TrafficSettings {
  maxSlipMs: number;
  /** The longest deadline of a request: how long the last one can still take after the stop. */
  longestRequestMs: number;
  launch: (onNews: (news: DriverNews) => void, onGone: (how: Text) => void) => DriverLink;
  signal?: AbortSignal;
  load?: () => number;
  /** Where the place of a failure is looked up. */
  context: FailureContext;
}

/** How long a wait lasts, in milliseconds, and what its failure is about. */
export interface TrafficWait {
  deadlineMs: number;
  blame: Blame;
}

/** Milliseconds beyond the last request's own deadline within which the driver must report its end. */
const tellWithinMs = 5_000;

/** Running traffic: a driver process sends, this side collects and waits. */
export class Traffic implements AsyncDisposable {
  readonly #store: SampleStore;
  readonly #settings: TrafficSettings;
  readonly #driver: DriverLink;
  readonly #watchers = new Set<() => void>();
  #begun: Extract<DriverNews, { type: 'begun' }> | undefined;
  #health: DriverHealth | undefined;
  #ending: Text | undefined;
  #stopped: Promise<TrafficReport> | undefined;

  constructor(store: SampleStore, settings: TrafficSettings) {
    this.#store = store;
    this.#settings = settings;
    this.#driver = settings.launch((news) => { this.#take(news); }, (how) => { this.#lose(how); });
    const interrupt = (): void => {
      this.#lose(t.driver.interrupted);
      this.#driver.end();
    };
    settings.signal?.addEventListener('abort', interrupt, { once: true });
    if (settings.signal?.aborted === true) interrupt();
  }

  /** Process id of the driver. */
  get pid(): number | undefined {
    return this.#driver.pid;
  }

  /** Used by `startTraffic`. Throws {@link InvalidMeasurement} when the driver does not begin in time. */
  async begin(plan: TrafficPlan, withinMs: number): Promise<void> {
    this.#driver.send({ type: 'begin', plan });
    const begun = await this.#wait(() => this.#begun, withinMs);
    if (begun !== undefined) return;
    this.#driver.end();
    throw new InvalidMeasurement(this.#ending ?? t.driver.notBegun(roundSeconds(withinMs)));
  }

  /** Begins a phase now. A request belongs to the phase in which it was due. */
  mark(phase: Text): void {
    this.#store.begin(phase, this.#elapsedMs());
  }

  /** How many requests of a stream are over so far; failed ones count. */
  finished(stream: string): number {
    return this.#store.finished(stream);
  }

  /**
   * Resolves when `count` more requests are over, on each stream or on the one named; failed ones count.
   * Throws {@link InvalidMeasurement} when they are not within the deadline (60 s).
   */
  async answered(count: number, options: { stream?: string; deadlineMs?: number } = {}): Promise<void> {
    const deadlineMs = options.deadlineMs ?? 60_000;
    const streams = options.stream === undefined ? this.#store.streams : [options.stream];
    const before = new Map(streams.map((stream) => [stream, this.#store.finished(stream)]));
    const fewest = (): number => Math.min(...streams.map((stream) => this.#store.finished(stream) - (before.get(stream) ?? 0)));
    const reached = await this.#wait(() => (fewest() >= count ? true : undefined), deadlineMs);
    if (reached !== true) {
      throw this.#unfit(t.wait.requests(roundSeconds(deadlineMs), count, streams, fewest()));
    }
  }

  /**
   * Resolves with the first sample from now on that fits; `state` names it in the message.
   * Throws {@link LessonFailure} when none comes within the deadline, {@link InvalidMeasurement} when the driver is gone.
   */
  async until(state: Text, fits: (sample: Sample) => boolean, options: TrafficWait): Promise<Sample> {
    let seen = this.#store.size;
    const search = (): Sample | undefined => {
      const from = seen;
      seen = this.#store.size;
      return [...this.#store.samples(from)].find(fits);
    };
    return this.#seen(state, search, t.wait.none, options);
  }

  /**
   * Resolves when `count` requests in a row fit, in the order in which they were due on these streams together. A run
   * counts once nothing that was due before its end is under way any more: the slow ones may be just those that do not
   * fit. `state` names it in the message. Throws as {@link until} does.
   */
  async inARow(state: Text, count: number, fits: (sample: Sample) => boolean, options: TrafficWait & { streams: readonly string[] }): Promise<void> {
    let seen = this.#store.size;
    let row = 0;
    let waiting: Sample[] = [];
    await this.#seen(state, () => {
      waiting.push(...[...this.#store.samples(seen)].filter(({ stream }) => options.streams.includes(stream)));
      seen = this.#store.size;
      const overMs = this.#store.overMs(options.streams);
      const over = waiting.filter(({ dueMs }) => dueMs < overMs).sort((one, other) => one.dueMs - other.dueMs);
      waiting = waiting.filter(({ dueMs }) => dueMs >= overMs);
      for (const sample of over) {
        row = fits(sample) ? row + 1 : 0;
        if (row >= count) return true;
      }
      return undefined;
    }, t.wait.not, options);
  }

  async #seen<T>(state: Text, look: () => T | undefined, late: (within: string, last: Text) => Text, { deadlineMs, blame }: TrafficWait): Promise<T> {
    const found = await this.#wait(look, deadlineMs);
    if (found !== undefined) return found;
    if (this.#endedBy() !== undefined) throw this.#unfit(t.wait.state(asText(state)));
    const observed = late(roundSeconds(deadlineMs), describeLast(this.#store));
    throw failureAbout(this.#settings.context, blame, { expected: state, observed, elapsedMs: deadlineMs, late: true });
  }

  /**
   * Goes on for `drainMs` in a phase `drain`, stops, waits for the requests in flight, and reports. A second call gives the
   * same report. Failed requests are no error here: see the report.
   */
  stop(options: { drainMs?: number } = {}): Promise<TrafficReport> {
    this.#stopped ??= this.#stop(options.drainMs ?? 0);
    return this.#stopped;
  }

  /** Ends the driver at once where it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#stopped !== undefined) await this.#stopped;
    else this.#driver.end();
  }

  async #stop(drainMs: number): Promise<TrafficReport> {
    if (drainMs > 0) this.mark(verbatim('drain'));
    this.#driver.send({ type: 'stop', afterMs: drainMs });
    const withinMs = drainMs + this.#settings.longestRequestMs + tellWithinMs;
    const health = await this.#wait(() => this.#health, withinMs);
    if (health === undefined) this.#lose(t.driver.notEnded(roundSeconds(withinMs)));
    this.#driver.end();
    return new TrafficReport(this.#store, defined({
      startedAt: this.#begun?.startedAt ?? Date.now(),
      maxSlipMs: this.#settings.maxSlipMs,
      health: this.#health,
      ending: this.#ending,
      load: this.#settings.load?.(),
    }));
  }

  /** Only stores and wakes the waiters; they decide. */
  #take(news: DriverNews): void {
    if (news.type === 'begun') this.#begun = news;
    else if (news.type === 'samples') this.#store.add(news.batch, news.overMs);
    else this.#health = news.health;
    for (const wake of this.#watchers) wake();
  }

  #lose(how: Text): void {
    if (this.#health !== undefined) return;
    this.#ending ??= how;
    for (const wake of this.#watchers) wake();
  }

  /** Resolves with what `look` finds, or with undefined when the time is over or nothing more can come. */
  #wait<T>(look: () => T | undefined, withinMs: number): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        this.#watchers.delete(wake);
        finish();
      };
      const wake = (): void => {
        try {
          const found = look();
          if (found !== undefined || this.#ending !== undefined || this.#health !== undefined) settle(() => { resolve(found); });
        } catch (error) {
          settle(() => { reject(error instanceof Error ? error : new Error(String(error))); });
        }
      };
      const timer = setTimeout(() => { settle(() => { resolve(look()); }); }, withinMs);
      this.#watchers.add(wake);
      wake();
    });
  }

  /** Milliseconds since the first request, by the monotonic clock that all processes of a machine share. */
  #elapsedMs(): number {
    return this.#begun === undefined ? 0 : Number(process.hrtime.bigint() - this.#begun.startNs) / 1e6;
  }

  /** How the driver ended where it should not have. */
  #endedBy(): Text | undefined {
    return this.#ending ?? (this.#health?.fault === undefined ? undefined : describeFault(this.#health.fault));
  }

  #unfit(waited: Text): InvalidMeasurement {
    const ended = this.#endedBy();
    return new InvalidMeasurement(ended === undefined ? waited : joinTexts([waited, ended], ': '));
  }
}
