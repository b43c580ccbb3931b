import type { Blame, Container, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { commandPath } from '../checks/containers.ts';
import { t } from './texts.ts';

/** Milliseconds in which an event is surely there: kubelet records an eviction before it ends the pod. */
const toldWithinMs = 5_000;

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

/** What kubelet has noted of an eviction. */
export interface Eviction {
  /** Why, in its words. */
  message: string | undefined;
  /** Seconds from the start of the pod; undefined where it has not noted both. */
  afterSeconds: number | undefined;
}

/**
 * Waits for the eviction of a pod. One whose program ends with 0 when it is told to end is Succeeded afterwards, and its status says
 * nothing of an eviction: the event does.
 *
 * @param within milliseconds
 * @param container the one that writes
 * @throws LessonFailure
 */
export async function untilEvicted(given: Given, { manifest, container, within, blame }: { manifest: Manifest; container: string; within: number; blame: Blame }): Promise<Eviction> {
  const { object } = await given.pod(manifest.name).when(t.evicted, { within, blame }, (pod) => isEvicted(pod) || hasEnded(pod, container));
  if (isEvicted(object)) return { message: object.status?.message, afterSeconds: secondsBetween(object.status?.startTime, object.status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.lastTransitionTime) };
  const program = { ...blame, on: manifest, field: commandPath(manifest, container) };
  const event = await given.event({ about: `Pod/${manifest.name}`, reason: 'Evicted' }, { within: toldWithinMs, blame: program });
  return { message: event.message, afterSeconds: secondsBetween(object.status?.startTime, event.firstTimestamp ?? event.eventTime ?? undefined) };
}

function secondsBetween(from: string | Date | undefined, to: string | Date | undefined): number | undefined {
  const seconds = (new Date(to ?? NaN).getTime() - new Date(from ?? NaN).getTime()) / 1_000;
  return Number.isNaN(seconds) ? undefined : seconds;
}
