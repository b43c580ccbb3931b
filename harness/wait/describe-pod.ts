import type { Event, Pod } from '../client/objects.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { notScheduled } from './not-scheduled.ts';

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** What a pod is doing, for people: `Pod counter-1 is Pending: container count waiting (ImagePullBackOff: …)`. */
export function describePod(pod: Pod, events: readonly Event[] = []): Text {
  const { metadata, status } = pod;
  const name = metadata?.name ?? '';
  const phase = metadata?.deletionTimestamp === undefined ? (status?.phase ?? 'unknown') : 'Terminating';
  const unscheduled = notScheduled(pod);
  const unfinished = (status?.initContainerStatuses ?? []).filter((each) => each.state?.terminated?.exitCode !== 0);
  const details = [
    ...(unscheduled === undefined ? [] : [t.pod.unscheduled(unscheduled.message ?? unscheduled.reason ?? '')]),
    ...(status?.reason === undefined ? [] : [`${status.reason}: ${status.message ?? ''}`]),
    ...unfinished.map((each) => t.container.initIs(each.name, stateOf(each))),
    ...(status?.containerStatuses ?? []).map(describeContainer),
    ...lastProbe(pod, events),
  ];
  return details.length === 0 ? t.pod.is(name, phase) : t.pod.isWith(name, phase, joinTexts(details, '; '));
}

/** What several pods are doing; undefined when there are none. */
export function describePods(pods: readonly Pod[], events: readonly Event[] = []): Text | undefined {
  return pods.length === 0 ? undefined : joinTexts(pods.map((pod) => describePod(pod, events)), '; ');
}

/** What one container is doing. */
export function describeContainer(container: ContainerStatus): Text {
  return t.container.is(container.name, stateOf(container));
}

function stateOf({ state, restartCount, ready }: ContainerStatus): Text {
  const { waiting, running, terminated } = state ?? {};
  const now =
    waiting !== undefined
      ? t.container.waiting(waiting.message === undefined ? (waiting.reason ?? t.noReason) : joinTexts([waiting.reason ?? t.noReason, waiting.message], ': '))
      : terminated !== undefined
        ? t.container.ended(terminated.exitCode, terminated.reason ?? t.noReason)
        : running !== undefined
          ? t.container[ready ? 'ready' : 'notReady']
          : t.container.notStarted;
  return restartCount > 0 ? t.container.restarted(now, restartCount) : now;
}

/** Why a running container is not ready, as its probe said last. */
function lastProbe(pod: Pod, events: readonly Event[]): Text[] {
  const waiting = (pod.status?.containerStatuses ?? []).some((each) => each.state?.running !== undefined && !each.ready);
  if (!waiting) return [];
  const last = eventsOf(pod, events).findLast((event) => event.reason === 'Unhealthy');
  return last?.message === undefined ? [] : [verbatim(last.message)];
}

/** How often events happened together: one that comes again is counted. */
export function timesOf(events: readonly Event[]): number {
  return events.reduce((sum, { count, series }) => sum + (count ?? series?.count ?? 1), 0);
}

/** The events about a pod, oldest first. */
export function eventsOf(pod: Pod, events: readonly Event[]): Event[] {
  return events.filter((event) => event.involvedObject.uid === pod.metadata?.uid);
}
