import type { EndpointSlice, Event, KubeObject, Pod, ReplicaSet } from '../client/objects.ts';
import { podSpans, type PodSpan } from './pod-spans.ts';
import { rolloutEvents, type RolloutState } from './rollout-events.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import { belongsTo, isSetOf } from '../wait/pod-owner.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import { timelineOf, type PodTimeline } from './pod-timeline.ts';
import { Recording } from './recording.ts';
import { defined } from '../values/defined.ts';

/** Where the objects that take part in rollouts come from. */
export interface RolloutSources {
  pods: WatchSource<Pod>;
  replicaSets: WatchSource<ReplicaSet & KubeObject>;
  endpointSlices: WatchSource<EndpointSlice & KubeObject>;
  /** Events with the reason FailedPreStopHook. */
  hookFailures: WatchSource<Event & KubeObject>;
}

/** What happened to a Deployment while it was recorded. */
export interface RolloutRecord extends PodTimeline {
  /** The most replicas that its ReplicaSets asked for together at any moment: maxSurge bounds it. */
  mostWanted: number;
  /** What happened to ReplicaSets, pods and endpoints, in order. */
  events: TimelineEvent[];
  /** The life of each pod in spans. */
  spans: PodSpan[];
}

/** Records the ReplicaSets, pods and endpoints of one Deployment, or of several together, from watches. */
export class RolloutRecorder {
  readonly #states: RolloutState[] = [];
  #stoppedAt: number | undefined;
  readonly #recordings: readonly { begun(): Promise<void>; stop(): Promise<void> }[];

  constructor(deployments: readonly string[], sources: RolloutSources) {
    this.#recordings = [
      new Recording(sources.pods, (pods, at) => { this.#states.push({ at, pods: podsOf(pods, deployments) }); }),
      new Recording(sources.replicaSets, (sets, at) => { this.#states.push({ at, replicaSets: setsOf(sets, deployments) }); }),
      new Recording(sources.endpointSlices, (endpointSlices, at) => { this.#states.push({ at, endpointSlices }); }),
      new Recording(sources.hookFailures, (hookFailures, at) => { this.#states.push({ at, hookFailures }); }),
    ];
  }

  /** Resolves when the first state of each kind is in. */
  async begun(): Promise<void> {
    await Promise.all(this.#recordings.map(async (recording) => { await recording.begun(); }));
  }

  /** Ends the recording. Throws when the cluster stopped responding in between: then there are gaps. */
  async stop(): Promise<RolloutRecord> {
    this.#stoppedAt ??= Date.now();
    await Promise.all(this.#recordings.map(async (recording) => { await recording.stop(); }));
    return recordOf(this.#states, this.#stoppedAt);
  }

  /** The part of what was recorded that concerns one of several Deployments. */
  only(deployment: string): RolloutRecord {
    const states = this.#states.map(({ pods, replicaSets, ...rest }) => ({
      ...rest,
      ...defined({ pods: pods && podsOf(pods, [deployment]), replicaSets: replicaSets && setsOf(replicaSets, [deployment]) }),
    }));
    return recordOf(states, this.#stoppedAt);
  }
}

/** Makes a record of what the watches showed until `end`, epoch milliseconds. */
export function recordOf(seen: readonly RolloutState[], end?: number): RolloutRecord {
  const names = new Set(seen.flatMap(({ pods = [] }) => pods.map((pod) => pod.metadata?.name ?? '')));
  const states = seen.map(({ endpointSlices, hookFailures, ...state }) => ({
    ...state, ...defined({ endpointSlices: endpointSlices && ofPods(endpointSlices, names), hookFailures: hookFailures?.filter(({ involvedObject }) => names.has(involvedObject.name ?? '')) }),
  }));
  const wanted = states.flatMap(({ replicaSets }) => (replicaSets === undefined ? [] : [replicaSets.reduce((sum, set) => sum + (set.spec?.replicas ?? 1), 0)]));
  return {
    ...timelineOf(states.flatMap(({ pods, at }) => (pods === undefined ? [] : [{ at, pods }]))),
    mostWanted: Math.max(...wanted),
    events: rolloutEvents(states),
    spans: podSpans(states, end),
  };
}

function podsOf(pods: readonly Pod[], deployments: readonly string[]): Pod[] {
  return pods.filter((pod) => deployments.some((deployment) => belongsTo(pod, deployment)));
}

function setsOf(sets: readonly ReplicaSet[], deployments: readonly string[]): ReplicaSet[] {
  return sets.filter((set) => deployments.some((deployment) => isSetOf(set, deployment)));
}

/** A Service may list other pods as well; only those that were recorded count. */
function ofPods(slices: readonly EndpointSlice[], names: ReadonlySet<string>): EndpointSlice[] {
  return slices.map((slice) => ({ ...slice, endpoints: (slice.endpoints ?? []).filter(({ targetRef }) => names.has(targetRef?.name ?? '')) }));
}
