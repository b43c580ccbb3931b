import type { EndpointSlice, Pod, ReplicaSet } from '../client/objects.ts';
import { isReady } from '../wait/pod-owner.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';

/** What a watch showed at one moment, of the objects that take part in a rollout. */
export interface RolloutState {
  /** Epoch milliseconds. */
  at: number;
  pods?: readonly Pod[];
  replicaSets?: readonly ReplicaSet[];
  endpointSlices?: readonly EndpointSlice[];
}

/** Facts about each named thing at one moment; an event is a fact that changed. */
type Facts = Map<string, string>;

/**
 * Turns what watches showed into what happened, in order: pods that came, became ready, began to terminate or were gone,
 * containers that restarted, ReplicaSets that were scaled, pods that were listed as endpoints or not any more.
 *
 * A kind that a state leaves out has not changed since the state before.
 */
export function rolloutEvents(states: readonly RolloutState[]): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const last: Record<'pods' | 'replicaSets' | 'endpoints', Facts | undefined> = { pods: undefined, replicaSets: undefined, endpoints: undefined };
  for (const { at, pods, replicaSets, endpointSlices } of [...states].sort((a, b) => a.at - b.at)) {
    const step = (kind: keyof typeof last, now: Facts | undefined, gone: string): void => {
      if (now === undefined) return;
      // The first state is where it begins, not something that happened.
      if (last[kind] !== undefined) events.push(...changes(last[kind], now, gone).map((change) => ({ at, ...change })));
      last[kind] = now;
    };
    step('replicaSets', replicaSets && factsOf(replicaSets, 'ReplicaSet', (set) => `was scaled to ${set.spec?.replicas ?? 1}`), 'was removed');
    step('pods', pods && podFacts(pods, last.pods), 'was gone');
    step('endpoints', endpointSlices && endpointFacts(endpointSlices), 'was taken out of the endpoints');
  }
  return events;
}

function changes(before: Facts, now: Facts, gone: string): { object: string; what: string }[] {
  const changed = [...now].filter(([key, what]) => what !== '' && before.get(key) !== what);
  const lost = [...before.keys()].filter((key) => !now.has(key) && !key.includes(' '));
  return [...changed.map(([key, what]) => ({ object: objectOf(key), what })), ...lost.map((key) => ({ object: objectOf(key), what: gone }))];
}

/** A key is `Kind/name`, or `Kind/name aspect` where several facts of one object change on their own. */
function objectOf(key: string): string {
  return key.split(' ', 1)[0] ?? key;
}

function podFacts(pods: readonly Pod[], before: Facts | undefined): Facts {
  const facts = factsOf(pods, 'Pod', (pod) => {
    if (pod.metadata?.deletionTimestamp !== undefined) return 'began to terminate';
    if (isReady(pod)) return 'became ready';
    const last = before?.get(`Pod/${pod.metadata?.name ?? ''}`);
    return last === undefined || last === 'was created' ? 'was created' : 'stopped being ready';
  });
  for (const pod of pods) {
    for (const { name, restartCount } of pod.status?.containerStatuses ?? []) {
      facts.set(`Pod/${pod.metadata?.name ?? ''} restarts of ${name}`, restartCount === 0 ? '' : `restarted its container ${name} (${restartCount})`);
    }
  }
  return facts;
}

function endpointFacts(slices: readonly EndpointSlice[]): Facts {
  const facts: Facts = new Map();
  for (const endpoint of slices.flatMap((slice) => slice.endpoints ?? [])) {
    const name = endpoint.targetRef?.name;
    if (name === undefined) continue;
    facts.set(`Pod/${name}`, endpoint.conditions?.ready === false ? 'was marked not ready among the endpoints' : 'was listed among the endpoints');
  }
  return facts;
}

function factsOf<T extends { metadata?: { name?: string } }>(objects: readonly T[], kind: string, tell: (object: T) => string): Facts {
  return new Map(objects.map((object) => [`${kind}/${object.metadata?.name ?? ''}`, tell(object)]));
}
