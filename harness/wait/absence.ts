import { flattened, LessonFailure, type FailureDetails } from '../verdict/lesson-failure.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Clock } from './clock.ts';
import type { ObservedSnapshot } from './snapshot.ts';

const t = texts.absence;

/** What must not come, and for how long it is watched. */
export interface Absence<S> {
  /** What must not come, in words: `a pod named alone`. */
  what: Text;
  /** Milliseconds over which it is watched. */
  forMs: number;
  watch(signal: AbortSignal): AsyncIterable<ObservedSnapshot<S>>;
  /** What has come, for people; undefined while nothing has. */
  present(snapshot: S): Text | undefined;
  /** Object, field, line and hint of the failure. */
  location: Pick<FailureDetails, 'object' | 'field' | 'file' | 'line' | 'hint'>;
}

/**
 * Watches over a stated window that something does not come: the only way to prove an absence. Ends early when it comes.
 *
 * @throws LessonFailure when it has come; the signal's reason when aborted; an Error when the watch ended by itself
 */
export async function watchAbsence<S>(absence: Absence<S>, context: { clock: Clock; signal: AbortSignal; step(text: Text): void }): Promise<void> {
  const { clock } = context;
  const startedAt = clock.now();
  context.step(t.step(absence.what, absence.forMs / 1_000));
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const over = clock.delay(absence.forMs, signal).then(() => 'over' as const);
  // It may end by the signal when nobody waits for it any more.
  over.catch(() => undefined);
  const snapshots = absence.watch(signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([snapshots.next(), over]);
      if (next === 'over') return;
      if (next.done === true) throw new Error('the watch ended');
      const come = absence.present(next.value.snapshot);
      if (come === undefined) continue;
      const elapsedMs = Math.round(clock.now() - startedAt);
      throw new LessonFailure(flattened({ expected: t.expected(absence.what, absence.forMs / 1_000), observed: t.come(come, elapsedMs / 1_000), elapsedMs, ...absence.location }));
    }
  } finally {
    stop.abort(new Error('the watch for an absence is over'));
    await snapshots.return?.().catch(() => undefined);
  }
}
