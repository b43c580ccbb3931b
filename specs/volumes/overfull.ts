import type { Blame, Container, Given, Pod } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { t } from './texts.ts';

/** What a pod's status says when kubelet has evicted it. */
export function isEvicted({ status }: Pod['object']): boolean {
  return status?.phase === 'Failed' && status.reason === 'Evicted';
}

/**
 * A pod is evicted already, or will be: it has more in its volume than that may hold.
 *
 * @throws LessonFailure
 */
export async function requireEvictable(given: Given, { name, container, ...overfull }: Overfull & { name: string; container: string }): Promise<void> {
  const started = await given.pod(name).started(container, { starts: 'at once' });
  if (isEvicted(started.object)) return;
  try {
    await requireOverfull(given, started.container(container), overfull);
  } catch (error) {
    // It may be evicted while it is looked at; that its container has ended is seen a moment before.
    const now = await given.pod(name).now();
    if (now === undefined || !(isEvicted(now.object) || hasEnded(now.object, container))) throw error;
  }
}

function hasEnded({ status }: Pod['object'], container: string): boolean {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].some(({ name, state }) => name === container && state?.terminated !== undefined);
}

/** A volume that is filled beyond its limit. */
interface Overfull {
  folder: string;
  /** Its sizeLimit; undefined where it has none. */
  limit: string | undefined;
  blame: Blame;
}

/**
 * A pod that is not evicted yet has more in its volume than that may hold. Where it has not, kubelet will never evict it, and
 * nobody need wait for that.
 *
 * @throws LessonFailure
 */
export async function requireOverfull(given: Given, container: Container, { folder, limit, blame }: Overfull): Promise<void> {
  const { stdout, stderr } = await container.exec(['du', '-sk', folder]);
  const kib = Number(/^\d+/.exec(stdout)?.[0] ?? NaN);
  if (limit !== undefined && kib * 1024 > parseQuantity(limit)) return;
  given.fail({ ...blame, expected: t.overfull(folder, limit ?? t.noLimit), observed: Number.isNaN(kib) ? t.notMeasured(stderr.trim()) : t.holds(kib) });
}

/** Seconds from the start of a pod to its eviction, as kubelet has noted both; undefined where it has not. */
export function evictedAfterSeconds({ status }: Pod['object']): number | undefined {
  const evicted = status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.lastTransitionTime;
  const seconds = (Date.parse(evicted ?? '') - Date.parse(status?.startTime ?? '')) / 1_000;
  return Number.isNaN(seconds) ? undefined : seconds;
}
