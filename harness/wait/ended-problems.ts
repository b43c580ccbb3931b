import type { Event, Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { eventsOf } from './describe-pod.ts';
import { roomMs } from './grace.ts';
import type { PodOwner } from './pod-owner.ts';
import type { Problem } from './problem.ts';
import { programField } from './program-field.ts';

const t = texts.wait;

/** A pod that has ended: it failed, or finished. */
export function ended(pod: Pod, owner: PodOwner, events: readonly Event[]): Problem[] {
  const { phase, reason, message } = endingOf(pod, events);
  const object = owner.object;
  const key = `${pod.metadata?.name ?? ''} ended`;
  // A workload replaces a failed pod (evicted, node gone); a bare one is never replaced.
  if (phase === 'Failed') {
    const limit = exceededLimit(pod, message);
    const fault = limit === undefined ? { field: owner.spec, hint: t.hints.crash } : { field: `${owner.spec}.${limit}`, hint: t.hints.limit };
    return [{ key, object, ...fault, observed: reason === undefined ? t.pod.failed : t.pod.failedBecause(`${reason} ${message ?? ''}`.trim()), graceMs: owner.spec === 'spec' ? 0 : roomMs }];
  }
  if (phase === 'Succeeded') return [{ key, object, field: finishedField(pod, owner.spec), observed: t.pod.finished, hint: t.hints.finished, graceMs: 0 }];
  return [];
}

/**
 * How a pod has ended. One that was evicted and whose containers then ended without an error has the phase Succeeded, and only
 * an event tells of the eviction (kubelet makes the phase anew of the containers: getPhase in pkg/kubelet/kubelet_pods.go).
 */
function endingOf(pod: Pod, events: readonly Event[]): { phase?: string; reason?: string; message?: string } {
  const eviction = pod.status?.phase === 'Succeeded' ? eventsOf(pod, events).findLast(({ reason }) => reason === 'Evicted') : undefined;
  return eviction === undefined ? pod.status ?? {} : { phase: 'Failed', reason: 'Evicted', ...defined({ message: eviction.message }) };
}

/** What ran to its end: the program of the only container, else all of them. */
function finishedField({ spec }: Pod, path: string): string {
  const [only, ...others] = spec?.containers ?? [];
  return only === undefined || others.length > 0 ? path : `${path}.containers[${only.name}].${programField(only)}`;
}

/** The limit that kubelet ended a pod for, by its words (kubelet's eviction manager and active deadline handler); undefined when it was none. */
function exceededLimit(pod: Pod, message = ''): string | undefined {
  const volume = /EmptyDir volume "([^"]+)" exceeds the limit/.exec(message)?.[1];
  if (volume !== undefined) return `volumes[${volume}].emptyDir.sizeLimit`;
  const container = /Container (\S+) exceeded its local ephemeral storage limit/.exec(message)?.[1]
    ?? (message.includes('exceeds the total limit of containers') ? pod.spec?.containers.find(({ resources }) => resources?.limits?.['ephemeral-storage'] !== undefined)?.name : undefined);
  if (container !== undefined) return `containers[${container}].resources.limits.ephemeral-storage`;
  return message.includes('active on the node longer than the specified deadline') ? 'activeDeadlineSeconds' : undefined;
}
