import type { Pod } from '../../harness/lesson/given.ts';

type Statuses = NonNullable<NonNullable<Pod['object']['status']>['containerStatuses']>;

/** Why kubelet does not start a container that would be root; undefined where it says nothing of the kind. */
export function refusedAsRoot(pod: Pod['object'], container: string): string | undefined {
  const waiting = statusOf(pod, container)?.state?.waiting;
  return waiting?.reason === 'CreateContainerConfigError' && /run as root|non-root/.test(waiting.message ?? '') ? waiting.message : undefined;
}

/** Whether a container runs, or has run. */
export function isStarted(pod: Pod['object'], container: string): boolean {
  const { state, lastState } = statusOf(pod, container) ?? {};
  return (state?.running ?? state?.terminated ?? lastState?.terminated) !== undefined;
}

function statusOf({ status }: Pod['object'], container: string): Statuses[number] | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(({ name }) => name === container);
}
