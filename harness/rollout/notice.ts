import type { TimelineEvent } from '../traffic/timeline.ts';

/**
 * Milliseconds from a pod's deletion until its endpoint said that it serves no more requests, of the pod for which that took
 * longest; undefined where no pod said so. Clients with a cookie are sent to it until then.
 */
export function longestNotice(events: readonly TimelineEvent[]): number | undefined {
  const deletedAt = new Map<string, number>();
  let longest: number | undefined;
  for (const { object, kind, at } of events) {
    if (kind === 'terminating' && !deletedAt.has(object)) deletedAt.set(object, at);
    const since = kind === 'stoppedServing' ? deletedAt.get(object) : undefined;
    if (since !== undefined) longest = Math.max(longest ?? 0, Math.round(at - since));
  }
  return longest;
}
