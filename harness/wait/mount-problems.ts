import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { verbatim } from '../text/language.ts';
import { eventsOf } from './describe-pod.ts';
import type { PodOwner } from './pod-owner.ts';
import type { Problem } from './problem.ts';

/** kubelet could not make out a pod's volumes, as with a claim that it does not see bound yet: it tries again after 10 to 15 s (backOffPeriod and its jitter in pkg/kubelet/pod_workers.go). */
const volumesAgainMs = 17_000;
/**
 * What failed once may be a moment's matter, as a kubelet that has not heard of a ConfigMap yet, and the event stays the last one while a
 * slow machine makes the container: kubelet mounts again after 0.5, 1, 2 s and so on, and counts.
 */
const mountAgainMs = { once: 17_000, again: 8_000 };

/** A volume that kubelet cannot mount, by the last thing that it said while a container waits. */
export function mounts(pod: Pod, owner: PodOwner, events: readonly Event[]): Problem[] {
  const starting = (pod.status?.containerStatuses ?? []).some((each) => ['ContainerCreating', 'PodInitializing'].includes(each.state?.waiting?.reason ?? ''));
  const last = eventsOf(pod, events).findLast((event) => event.reason === 'FailedMount');
  if (!starting || last?.message === undefined) return [];
  const volume = /volume "([^"]+)"/.exec(last.message)?.[1];
  const known = pod.spec?.volumes?.some((each) => each.name === volume) === true;
  return [
    {
      key: `${pod.metadata?.name ?? ''} mount`,
      object: owner.object,
      field: known ? `${owner.spec}.volumes[${volume ?? ''}]${partOf(last.message)}` : `${owner.spec}.volumes`,
      observed: verbatim(last.message),
      hint: texts.wait.hints.mount,
      graceMs: last.message.includes('failed to process volumes') ? volumesAgainMs : (last.count ?? 1) > 1 ? mountAgainMs.again : mountAgainMs.once,
    },
  ];
}

/** The part of a volume that kubelet's words are about (pkg/volume/hostpath and pkg/volume/emptydir); all of it when they do not say. */
function partOf(message: string): string {
  if (message.includes('hostPath type check failed')) return '.hostPath.type';
  return message.includes('unknown storage medium') ? '.emptyDir.medium' : '';
}
