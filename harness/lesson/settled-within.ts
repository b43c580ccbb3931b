import { setTimeout as pause } from 'node:timers/promises';

/**
 * Whether work has come to its end, good or bad, within that many milliseconds. Never throws.
 *
 * @param signal ends the waiting for it
 */
export async function settledWithin(work: Promise<void>, ms: number, signal?: AbortSignal): Promise<'settled' | 'late'> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      work.then(() => 'settled' as const, () => 'settled' as const),
      pause(ms, 'late' as const, { signal: signal === undefined ? timer.signal : AbortSignal.any([timer.signal, signal]) }).catch(() => 'late' as const),
    ]);
  } finally {
    timer.abort();
  }
}
