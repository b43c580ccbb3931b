import type { Pod as PodObject } from '../../harness/client/objects.ts';
import type { Manifest, Pod } from '../../harness/lesson/given.ts';
import { containerRuns, type ContainerRun } from '../../harness/rollout/container-runs.ts';
import { runningContainers } from '../checks/containers.ts';
import { graceOf } from '../checks/grace.ts';

/** How often a container of a pod was restarted; without a name the most of one of them. */
export function restartsOf({ status }: PodObject, container?: string): number {
  const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  return Math.max(0, ...all.filter(({ name }) => container === undefined || name === container).map(({ restartCount }) => restartCount));
}

/** Whether a pod has ended, well or not. */
export function hasEnded({ status }: PodObject): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Whether a container of a pod is, or is to be, started again although it has ended well. */
export function repeatsSuccess({ status }: PodObject): boolean {
  return status?.containerStatuses?.some(({ lastState }) => lastState?.terminated?.exitCode === 0) === true;
}

/** The lives of the container of a pod that has had the most, by what was recorded and by what the pod shows now. */
export function restartedMost(recorded: readonly ContainerRun[], pod: Pod): ContainerRun[] {
  const all = new Map([...recorded, ...containerRuns(pod.object)].map((run) => [`${run.container} ${run.number}`, run]));
  const byContainer = Map.groupBy(all.values(), ({ container }) => container);
  const most = [...byContainer.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return most.toSorted((a, b) => a.number - b.number);
}

/**
 * Seconds between the end of each life and the beginning of the next, where both were seen. A life whose end nobody saw, since the
 * next one had ended too when the kubelet reported, counts as over at once: the pause after it is then told too long, not too short.
 */
export function pausesBetween(runs: readonly ContainerRun[]): number[] {
  return runs.flatMap((run, index) => {
    const next = runs[index + 1];
    return next?.number === run.number + 1 ? [(next.startedAt - (run.endedAt ?? run.startedAt)) / 1_000] : [];
  });
}

/** Whether each pause is longer than the one before, and there are at least two. */
export function grow(pauses: readonly number[]): boolean {
  return pauses.length >= 2 && pauses.every((pause, index) => index === 0 || pause > (pauses[index - 1] ?? Infinity));
}

/** The path of the container of a pod that has a liveness probe, and its name; undefined where none has. */
export function probedContainer(manifest: Manifest): { path: string; name: string } | undefined {
  const found = runningContainers(manifest).find(({ container }) => container.livenessProbe !== undefined);
  return found === undefined ? undefined : { path: found.path, name: found.container.name };
}

/** Milliseconds in which the kubelet has surely restarted a container whose liveness probe fails from now on, by its settings. */
export function restartedWithin(manifest: Manifest, container: string): number {
  const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 1, terminationGracePeriodSeconds } = manifest.get<Probe>(`${container}.livenessProbe`) ?? {};
  const grace = terminationGracePeriodSeconds ?? graceOf(manifest);
  return (initialDelaySeconds + (periodSeconds + timeoutSeconds) * failureThreshold + grace + 15) * 1_000;
}

interface Probe {
  initialDelaySeconds?: number;
  periodSeconds?: number;
  failureThreshold?: number;
  timeoutSeconds?: number;
  terminationGracePeriodSeconds?: number;
}

/** Milliseconds in which the kubelet has surely ended the sidecars of a pod whose other containers have ended. */
export function sidecarsEndWithin(manifest: Manifest): number {
  return (graceOf(manifest) + 15) * 1_000;
}
