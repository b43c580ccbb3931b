import type { Pod } from '../client/objects.ts';

/** One life of a container. Times are milliseconds since the epoch, in whole seconds: the kubelet tells no more. */
export interface ContainerRun {
  container: string;
  /** How often the container had been restarted when it began: 0 for its first life. */
  number: number;
  startedAt: number;
  /** Absent while it runs. */
  endedAt?: number;
  exitCode?: number;
  /** Why the container runtime could not start it: it has never run. It begins and ends at the same time then. */
  notStarted?: string;
}

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** The lives of its containers, init containers included, that a pod's status tells of: of each the present or latest one, and the one before. */
export function containerRuns({ status }: Pod): ContainerRun[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap(runsOf);
}

function runsOf({ name, restartCount, state, lastState }: ContainerStatus): ContainerRun[] {
  const present = state?.running ?? state?.terminated;
  // While a container waits to be started again, the count is still that of the life that has ended.
  const before = present === undefined ? restartCount : restartCount - 1;
  return [
    ...(isKnown(lastState?.terminated) ? [run(name, before, lastState.terminated)] : []),
    ...(isKnown(present) ? [run(name, restartCount, present)] : []),
  ];
}

/** Of a container that the kubelet has lost sight of it tells that it has ended, but not when it ran (`ContainerStatusUnknown`). */
function isKnown<T extends { startedAt?: unknown }>(state: T | undefined): state is T {
  return state !== undefined && typeof state.startedAt === 'string';
}

function run(container: string, number: number, state: { startedAt?: string; finishedAt?: string; exitCode?: number; reason?: string; message?: string }): ContainerRun {
  const startedAt = Date.parse(state.startedAt ?? '');
  // What was never started is told to have begun with the epoch.
  const notStarted = startedAt === 0 && state.finishedAt !== undefined;
  return {
    container,
    number,
    startedAt: notStarted ? Date.parse(state.finishedAt ?? '') : startedAt,
    ...(state.finishedAt === undefined ? {} : { endedAt: Date.parse(state.finishedAt) }),
    ...(state.exitCode === undefined ? {} : { exitCode: state.exitCode }),
    ...(notStarted ? { notStarted: state.message ?? state.reason ?? '' } : {}),
  };
}
