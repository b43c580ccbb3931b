import type { Event, Pod } from '../client/objects.ts';

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** What a pod is doing, for people: `Pod counter-1 is Pending: container count waiting (ImagePullBackOff: …)`. */
export function describePod(pod: Pod, events: readonly Event[] = []): string {
  const { metadata, status } = pod;
  const name = `Pod ${metadata?.name ?? ''}`;
  const phase = metadata?.deletionTimestamp === undefined ? (status?.phase ?? 'unknown') : 'Terminating';
  const unscheduled = status?.conditions?.find((each) => each.type === 'PodScheduled' && each.status === 'False');
  const details = [
    ...(unscheduled === undefined ? [] : [`not scheduled: ${unscheduled.message ?? unscheduled.reason ?? ''}`]),
    ...(status?.reason === undefined ? [] : [`${status.reason}: ${status.message ?? ''}`]),
    ...(status?.initContainerStatuses ?? []).filter((each) => each.state?.terminated?.exitCode !== 0).map((each) => `init ${describeContainer(each)}`),
    ...(status?.containerStatuses ?? []).map(describeContainer),
    ...lastProbe(pod, events),
  ];
  return details.length === 0 ? `${name} is ${phase}` : `${name} is ${phase}: ${details.join('; ')}`;
}

/** What one container is doing. */
export function describeContainer(container: ContainerStatus): string {
  const { waiting, running, terminated } = container.state ?? {};
  const restarts = container.restartCount > 0 ? `, restarted ${container.restartCount} times` : '';
  const state =
    waiting !== undefined
      ? `waiting (${waiting.reason ?? 'no reason given'}${waiting.message === undefined ? '' : `: ${waiting.message}`})`
      : terminated !== undefined
        ? `ended with exit code ${terminated.exitCode} (${terminated.reason ?? 'no reason given'})`
        : running !== undefined
          ? `running, ${container.ready ? 'ready' : 'not ready'}`
          : 'not started';
  return `container ${container.name} ${state}${restarts}`;
}

/** Why a running container is not ready, as its probe said last. */
function lastProbe(pod: Pod, events: readonly Event[]): string[] {
  const waiting = (pod.status?.containerStatuses ?? []).some((each) => each.state?.running !== undefined && !each.ready);
  if (!waiting) return [];
  const last = eventsOf(pod, events).findLast((event) => event.reason === 'Unhealthy');
  return last?.message === undefined ? [] : [last.message];
}

/** The events about a pod, oldest first. */
export function eventsOf(pod: Pod, events: readonly Event[]): Event[] {
  return events.filter((event) => event.involvedObject.uid === pod.metadata?.uid);
}
