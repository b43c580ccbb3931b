import type { Pod } from '../../harness/lesson/given.ts';

/** When a pod was asked to end, as milliseconds since 1970, and why it was disrupted; undefined when it was not asked. */
export function evicted({ metadata, status }: Pod['object']): { at: number; reason: string } | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata ?? {};
  if (deletionTimestamp === undefined) return undefined;
  // The time that stands there is that at which the pod is to be gone.
  const at = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1_000;
  return { at, reason: status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason ?? 'none' };
}
