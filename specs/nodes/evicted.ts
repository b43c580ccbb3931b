import type { Pod } from '../../harness/lesson/given.ts';

/** When a pod was asked to end, as milliseconds since 1970, and why it was disrupted; absent where that cannot be seen any more. */
export interface Eviction {
  at: number;
  reason?: string;
}

/** The eviction of a pod; undefined when it was not asked to end. */
export function evicted({ metadata, status }: Pod['object']): Eviction | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata ?? {};
  if (deletionTimestamp === undefined) return undefined;
  // The time that stands there is that at which the pod is to be gone.
  const at = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1_000;
  return { at, reason: status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason ?? 'none' };
}

/** The eviction of a pod without a grace period, which is gone as soon as it is asked to end. */
export function goneNow(): Eviction {
  return { at: Date.now() };
}
