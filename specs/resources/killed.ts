import type { Pod } from '../../harness/lesson/given.ts';

type Status = NonNullable<NonNullable<Pod['object']['status']>['containerStatuses']>[number];
export type Ended = NonNullable<NonNullable<Status['state']>['terminated']>;

/** Exit code of a program that was killed (128 + SIGKILL). */
export const killedCode = 137;

/** How a container has ended the last time; undefined while it has never. */
export function endOf(pod: Pod['object'], container: string): Ended | undefined {
  const { state, lastState } = statusOf(pod, container) ?? {};
  return state?.terminated ?? lastState?.terminated;
}

/** The status of a container; undefined where kubelet has not reported one. */
export function statusOf({ status }: Pod['object'], container: string): Status | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(({ name }) => name === container);
}

/**
 * Whether a container was killed because of its memory. The runtime misses the kernel's notice of a container that is killed
 * as soon as it starts, and only says that it was killed: what else ends so must be told by a control.
 */
export function killedForMemory({ exitCode, reason, startedAt, finishedAt }: Ended): boolean {
  const livedMs = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '');
  return reason === 'OOMKilled' || (exitCode === killedCode && reason === 'Error' && livedMs <= 1_000);
}
