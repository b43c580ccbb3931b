import type { DaemonSet, Event, Pod, StatefulSet } from '../client/objects.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Problem } from './problem.ts';
import { refusedProblem } from './refused-pods.ts';

const t = texts.wait;

/** How a kind of workload shows what it has reached. */
export interface WorkloadRules<O> {
  kind: string;
  /** Whether the controller has done all that the spec asks, and no other of its pods is left. */
  isComplete(object: O, pods: readonly Pod[]): boolean;
  /** What it has reached, for people. */
  describe(object: O | undefined): Text;
  /** Why it will not get its pods. */
  problems(object: O, pods: readonly Pod[], events: readonly Event[]): Problem[];
}

/** Complete as `kubectl rollout status` decides it: ready, and updated down to the partition. */
export const statefulSetRules: WorkloadRules<StatefulSet> = {
  kind: 'StatefulSet',
  isComplete: ({ metadata, spec, status }, pods) => {
    const replicas = spec?.replicas ?? 1;
    const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentRevision, updateRevision } = status ?? {};
    if (observedGeneration < (metadata?.generation ?? 0) || readyReplicas !== replicas || pods.length !== replicas) return false;
    // The controller leaves pods as they are until somebody deletes them.
    if (spec?.updateStrategy?.type === 'OnDelete') return true;
    const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
    return partition > 0 ? updatedReplicas >= replicas - partition : currentRevision === updateRevision;
  },
  describe: (set) => (set === undefined ? t.none : t.statefulSet(set.status?.readyReplicas ?? 0, set.spec?.replicas ?? 1, set.status?.updatedReplicas ?? 0)),
  problems: (set, pods, events) => refusedPods(`StatefulSet/${set.metadata?.name ?? ''}`, pods.length < (set.spec?.replicas ?? 1), events),
};

/** Complete as `kubectl rollout status` decides it: updated and available on every node that it is meant for. */
export const daemonSetRules: WorkloadRules<DaemonSet> = {
  kind: 'DaemonSet',
  isComplete: ({ metadata, status }, pods) => {
    const { observedGeneration = 0, desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = status ?? {};
    return observedGeneration >= (metadata?.generation ?? 0) && [updatedNumberScheduled, numberAvailable, pods.length].every((count) => count === desiredNumberScheduled);
  },
  describe: (set) => (set === undefined ? t.none : t.daemonSet(set.status?.numberAvailable ?? 0, set.status?.desiredNumberScheduled ?? 0, set.status?.updatedNumberScheduled ?? 0)),
  problems: (set, pods, events) => refusedPods(`DaemonSet/${set.metadata?.name ?? ''}`, pods.length < (set.status?.desiredNumberScheduled ?? 0), events),
};

/** These controllers tell only by events that their pods are refused; what an earlier event said counts no more once the pods are there. */
function refusedPods(object: ObjectName, missing: boolean, events: readonly Event[]): Problem[] {
  const last = events.findLast(({ reason, involvedObject: { kind = '', name = '' } }) => reason === 'FailedCreate' && `${kind}/${name}` === object);
  if (!missing || last === undefined) return [];
  return [refusedProblem(object, last.message)];
}
