/** Time as the schedule sees it: milliseconds from any fixed point, never going back. */
export interface Clock {
  now(): number;
  setTimer(callback: () => void, ms: number): NodeJS.Timeout;
}

/** The process's own monotonic clock. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  setTimer: (callback, ms) => setTimeout(callback, ms),
};

/** Behind by more than this the driver does not catch up any more: a machine that slept is no client. */
const standstillMs = 5_000;

interface Beat {
  everyMs: number;
  next: number;
}

/**
 * Calls `send` for request i of each stream when it is due, at start + i/rate, whatever became of the others: an open loop.
 *
 * Streams of the same rate are spread evenly, so that they do not all send in one instant. A request is never sent early;
 * how late it was is for the caller to measure.
 */
export class OpenLoop {
  readonly #beats: Beat[];
  readonly #send: (stream: number, dueMs: number) => void;
  readonly #standstill: (behindMs: number) => void;
  readonly #clock: Clock;
  #startMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(rates: readonly number[], on: { send: (stream: number, dueMs: number) => void; standstill: (behindMs: number) => void }, clock: Clock = monotonicClock) {
    this.#beats = rates.map((rate, place) => ({ everyMs: 1_000 / rate, next: place / rates.length }));
    this.#send = on.send;
    this.#standstill = on.standstill;
    this.#clock = clock;
  }

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.#clock.now() - this.#startMs;
  }

  start(): void {
    this.#startMs = this.#clock.now();
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = this.elapsedMs;
    const behindMs = now - this.#nextDueMs();
    if (behindMs > standstillMs) {
      this.#standstill(behindMs);
      return;
    }
    // First the next timer, then the sending: if a send throws, the schedule goes on.
    const due = this.#takeDue(now);
    this.#timer = this.#clock.setTimer(() => { this.#tick(); }, Math.max(1, Math.ceil(this.#nextDueMs() - now)));
    for (const { stream, dueMs } of due) this.#send(stream, dueMs);
  }

  #takeDue(now: number): { stream: number; dueMs: number }[] {
    const due: { stream: number; dueMs: number }[] = [];
    for (const [stream, beat] of this.#beats.entries()) {
      for (; beat.next * beat.everyMs <= now; beat.next++) due.push({ stream, dueMs: beat.next * beat.everyMs });
    }
    return due;
  }

  #nextDueMs(): number {
    return Math.min(...this.#beats.map((beat) => beat.next * beat.everyMs));
  }
}
