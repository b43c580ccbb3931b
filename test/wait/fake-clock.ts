import type { Clock } from '../../harness/wait/clock.ts';

/** A clock that stands still until somebody lets time pass. */
export class FakeClock implements Clock {
  #now = 1_000_000;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  now(): number {
    return this.#now;
  }

  async delay(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const slept = Promise.withResolvers<undefined>();
    const sleeper = { at: this.#now + ms, wake: () => { slept.resolve(undefined); } };
    this.#sleepers.add(sleeper);
    const abort = (): void => { slept.reject(signal.reason as Error); };
    signal.addEventListener('abort', abort, { once: true });
    try {
      await slept.promise;
    } finally {
      this.#sleepers.delete(sleeper);
      signal.removeEventListener('abort', abort);
    }
  }

  /** Lets time pass, and everything that waits for it happen, step by step. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const next = [...this.#sleepers].filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers.delete(next);
      next.wake();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => { setImmediate(resolve); });
}
