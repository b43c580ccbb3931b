import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import { notScheduled } from '../../harness/wait/not-scheduled.ts';
import { t } from './texts.ts';

/** Why the scheduler has found no node for a pod; undefined where it has, or has not looked yet. */
export function unscheduled(pod: Pod['object']): string | undefined {
  return notScheduled(pod)?.message;
}

/** Whether the scheduler has found a node for a pod, or none for this reason. */
export function isDecided(because: RegExp): (pod: Pod['object']) => boolean {
  return (pod) => pod.spec?.nodeName !== undefined || because.test(unscheduled(pod) ?? '');
}

/** The scheduler finds no node for a pod, and for this reason. Throws LessonFailure with the node when it finds one. */
export async function requireUnscheduled(given: Given, pod: string, because: RegExp, blame: Blame): Promise<void> {
  const decided = await given.pod(pod).when(t.scheduling.decided, { blame }, isDecided(because));
  given.expect(unscheduled(decided.object) ?? decided.node, { ...blame, what: t.scheduling.unscheduled(pod) }).to.match(because);
}
