import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { eventsOf, timesOf } from './describe-pod.ts';
import { containerField, ownerOf } from './pod-owner.ts';
import type { Problem } from './problem.ts';

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** What a hook needs may come a moment later; kubelet's next start follows at once. */
const noAccident = 2;

/** A container that kubelet ends because its own `postStart` hook has failed, and starts again. */
export function failedHook(pod: Pod, container: ContainerStatus, events: readonly Event[]): Problem[] {
  const { name, ready, restartCount } = container;
  if (ready) return [];
  const field = containerField(pod, name);
  const failures = eventsOf(pod, events).filter(({ reason, involvedObject }) => reason === 'FailedPostStartHook' && involvedObject.fieldPath?.endsWith(`{${name}}`) === true);
  const times = timesOf(failures);
  // One that the container got over, or that ended otherwise since, is no matter of the hook any more.
  if (times === 0 || times < restartCount) return [];
  return [{
    key: `${pod.metadata?.name ?? ''} ${name} hook`,
    object: ownerOf(pod).object,
    field: `${field}.lifecycle.postStart`,
    observed: t.container.failedHook(name, times),
    hint: t.hints.failedHook,
    graceMs: times >= noAccident ? 0 : Infinity,
  }];
}
