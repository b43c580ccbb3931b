import { setTimeout as pause } from 'node:timers/promises';

/** An answer, and when it came. */
export interface Asked<A> {
  answer: A;
  /** Milliseconds since the first question was put. */
  elapsedMs: number;
}

export interface Asking<A> {
  /** Milliseconds between an answer and the next question; none when absent, where a question takes its time. */
  pauseMs?: number;
  /** Milliseconds after which no other question is put. */
  withinMs: number;
  /** Told the last answer where none has fit in time. What it throws is thrown; otherwise the caller is given that answer. */
  late?: (last: Asked<A>) => void;
}

/**
 * Asks again and again until an answer fits: for states that nothing can watch, where the answer is the only sign. What `ask`
 * and `fits` throw ends it.
 *
 * @returns the answer that fits, or the last one
 */
export async function askUntil<A>(ask: () => Promise<A>, fits: (answer: A) => boolean | Promise<boolean>, { pauseMs = 0, withinMs, late }: Asking<A>): Promise<Asked<A>> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask();
    const asked = { answer, elapsedMs: performance.now() - startedAt };
    if (await fits(answer)) return asked;
    if (asked.elapsedMs >= withinMs) {
      late?.(asked);
      return asked;
    }
    if (pauseMs > 0) await pause(pauseMs);
  }
}
