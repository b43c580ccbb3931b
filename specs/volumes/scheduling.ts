import type { Pod } from '../../harness/lesson/given.ts';

/** Why the scheduler has found no node for a pod; undefined where it has, or has not looked yet. */
export function unscheduled({ status }: Pod['object']): string | undefined {
  return status?.conditions?.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False')?.message;
}

/** Whether the scheduler has found a node for a pod, or none for this reason. */
export function isDecided(because: RegExp): (pod: Pod['object']) => boolean {
  return (pod) => pod.spec?.nodeName !== undefined || because.test(unscheduled(pod) ?? '');
}
