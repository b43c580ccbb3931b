import type { Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';
import { describePods } from '../wait/describe-pod.ts';
import { missingProblem } from './missing.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects;

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** The pod of that name now; undefined when there is none. */
export async function readPod(scope: Scope, name: string): Promise<Pod | undefined> {
  return await scope.read<Pod>('v1', 'Pod', name);
}

interface PodWaitOptions extends WaitOptions {
  signal?: AbortSignal;
  /** Restarts of a container that somebody wanted: they, and kubelet's pause after them, are no sign of a crash. */
  wanted?: { container: string; restarts: number };
}

/** Resolves with the pod when it is as `fits` wants it. Throws LessonFailure, early when that cannot come any more. */
export async function untilPod(scope: Scope, name: string, state: Text, options: PodWaitOptions, fits: (pod: Pod) => boolean): Promise<Pod> {
  const { watcher } = scope;
  const object = `Pod/${name}` as const;
  const problemsOf = await watcher.workloadProblems();
  return await watcher.until({
    object,
    state,
    sources: watcher.workload({ name }),
    reached: ({ pods }) => pods.find(fits),
    describe: ({ pods, events }) => (describePods(pods.slice(0, 1), events) ?? t.none),
    problems: (snapshot) =>
      snapshot.pods.length === 0
        ? [missingProblem(scope, object)]
        : problemsOf({ ...snapshot, pods: snapshot.pods.map((pod) => countedFrom(pod, options.wanted)) }, () => true),
    options,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** The pod as if the container had been started for the first time after these restarts. */
function countedFrom(pod: Pod, wanted: PodWaitOptions['wanted']): Pod {
  if (wanted === undefined) return pod;
  const counted = (statuses: ContainerStatus[]): ContainerStatus[] => statuses.map((each) => (each.name === wanted.container ? { ...each, restartCount: Math.max(0, each.restartCount - wanted.restarts) } : each));
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return { ...pod, status: { ...pod.status, initContainerStatuses: counted(initContainerStatuses), containerStatuses: counted(containerStatuses) } };
}

/** Resolves when a container of the pod runs or has run; the pod need not be Ready. */
export async function untilContainerStarted(scope: Scope, name: string, container: string, options: WaitOptions = {}): Promise<Pod> {
  return await untilPod(scope, name, t.pod.started(container), options, (pod) => {
    const { state, lastState } = statusOf(pod, container) ?? {};
    return state?.running !== undefined || state?.terminated !== undefined || lastState?.terminated !== undefined;
  });
}

/** Resolves when there is no pod of that name any more; with `uid`, when that one is gone. */
export async function podGone(scope: Scope, name: string, options: WaitOptions & { uid?: string } = {}): Promise<void> {
  const { watcher } = scope;
  await watcher.until({
    object: `Pod/${name}`,
    state: t.gone,
    sources: { pods: watcher.source<Pod>('v1', 'Pod', { name }) },
    reached: ({ pods }) => (pods.some((pod) => options.uid === undefined || pod.metadata?.uid === options.uid) ? undefined : true),
    describe: ({ pods }) => describePods(pods) ?? t.gone,
    options,
  });
}

/** The status of a container or init container; undefined when the kubelet has not reported one. */
export function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [...containerStatuses, ...initContainerStatuses].find((each) => each.name === container);
}
