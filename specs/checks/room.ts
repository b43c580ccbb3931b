import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { runningContainers } from './containers.ts';
import { t as texts } from './rollout-texts.ts';

const t = texts.room;

/**
 * Throws LessonFailure about `spec.replicas` when the pods of a workload ask for more than all nodes of the cluster have
 * together, were they empty. Where the nodes are out of sight nothing is judged.
 */
export async function requireRoom(given: Given, workload: Manifest): Promise<void> {
  const replicas = workload.get<number>('spec.replicas') ?? 1;
  const room = await given.roomInAll();
  const asked = new Map<string, number>();
  for (const { container } of runningContainers(workload)) {
    for (const [resource, quantity] of Object.entries(container.resources?.requests ?? {})) asked.set(resource, (asked.get(resource) ?? 0) + parseQuantity(quantity));
  }
  for (const [resource, each] of asked) {
    const all = room.get(resource);
    if (all === undefined || each * replicas <= all) continue;
    given.fail({ on: workload, field: 'spec.replicas', hint: t.hint, expected: t.fits(resource, all), observed: t.asks(replicas, each, each * replicas) });
  }
}

/** What the scheduler says when a wait fails because nodes that would have room have none at the moment; undefined when it comes true. */
export async function lacksRoom(wait: Promise<unknown>): Promise<Text | undefined> {
  try {
    await wait;
    return undefined;
  } catch (error) {
    if (!(error instanceof LessonFailure) || error.failure.noRoom !== true) throw error;
    return { en: error.failure.observed, ja: error.failure.ja.observed };
  }
}

/** Waits for pods that the cluster may have no room for at the moment, which no manifest is to blame for: then nothing is judged. */
export async function inRoom(given: Given, wait: Promise<unknown>): Promise<void> {
  const lacking = await lacksRoom(wait);
  if (lacking !== undefined) given.invalid(t.full(lacking));
}
