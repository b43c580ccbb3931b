import { isDeepStrictEqual } from 'node:util';

import type { EndpointSlice, Event, Pod, ReplicaSet } from '../client/objects.ts';
import { defined } from '../values/defined.ts';
import { isReady } from '../wait/pod-owner.ts';
import type { Happening, TimelineEvent } from '../traffic/timeline.ts';

/** What a watch showed at one moment, of the objects that take part in a rollout. */
export interface RolloutState {
  /** Epoch milliseconds. */
  at: number;
  pods?: readonly Pod[];
  replicaSets?: readonly ReplicaSet[];
  endpointSlices?: readonly EndpointSlice[];
  /** Events about preStop hooks that failed. */
  hookFailures?: readonly Event[];
}

/** What is known about an object at one moment, and what has happened when it is no longer there. */
interface Fact {
  object: string;
  /** Absent where it is as it began. */
  now?: Happening;
  gone?: Happening;
}

/** Facts by a key of their own: several facts about one object change independently. */
type Facts = ReadonlyMap<string, Fact>;

/**
 * Turns what watches showed into what happened, in order: pods that were created, became ready, began to terminate or were
 * gone, containers that restarted, ReplicaSets that were scaled, pods that entered or left the endpoints, preStop hooks that failed.
 *
 * A kind that a state leaves out has not changed since the state before.
 */
export function rolloutEvents(states: readonly RolloutState[]): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const last: Record<'pods' | 'replicaSets' | 'endpoints' | 'hooks', Facts | undefined> = { pods: undefined, replicaSets: undefined, endpoints: undefined, hooks: undefined };
  for (const { at, pods, replicaSets, endpointSlices, hookFailures } of [...states].sort((a, b) => a.at - b.at)) {
    const step = (kind: keyof typeof last, now: Facts | undefined): void => {
      if (now === undefined) return;
      // The first state is where it begins, not something that happened.
      if (last[kind] !== undefined) events.push(...changes(last[kind], now).map(({ object, ...happening }) => ({ at, object, ...happening })));
      last[kind] = now;
    };
    step('replicaSets', replicaSets && setFacts(replicaSets));
    step('pods', pods && podFacts(pods, last.pods));
    step('endpoints', endpointSlices && endpointFacts(endpointSlices));
    step('hooks', hookFailures && hookFacts(hookFailures));
  }
  return events;
}

function changes(before: Facts, now: Facts): (Happening & { object: string })[] {
  const changed = [...now].flatMap(([key, fact]) => (fact.now === undefined || isDeepStrictEqual(before.get(key)?.now, fact.now) ? [] : [{ object: fact.object, ...fact.now }]));
  const lost = [...before].flatMap(([key, { object, gone }]) => (gone === undefined || now.has(key) ? [] : [{ object, ...gone }]));
  return [...changed, ...lost];
}

function setFacts(sets: readonly ReplicaSet[]): Facts {
  return new Map(sets.map(({ metadata, spec }) => {
    const object = `ReplicaSet/${metadata?.name ?? ''}`;
    const image = spec?.template?.spec?.containers[0]?.image;
    return [object, { object, now: { kind: 'scaled', replicas: spec?.replicas ?? 1, ...defined({ image }) }, gone: { kind: 'removed' } }];
  }));
}

function podFacts(pods: readonly Pod[], before: Facts | undefined): Facts {
  const facts = new Map<string, Fact>();
  for (const pod of pods) {
    const object = `Pod/${pod.metadata?.name ?? ''}`;
    facts.set(object, { object, now: stateOf(pod, before?.get(object)?.now), gone: { kind: 'gone' } });
    for (const { name: container, restartCount: restarts } of pod.status?.containerStatuses ?? []) {
      facts.set(`${object} ${container}`, { object, ...(restarts === 0 ? {} : { now: { kind: 'restarted', container, restarts } }) });
    }
  }
  return facts;
}

function stateOf(pod: Pod, before: Happening | undefined): Happening {
  if (pod.metadata?.deletionTimestamp !== undefined) return { kind: 'terminating' };
  if (isReady(pod)) return { kind: 'ready' };
  return { kind: before === undefined || before.kind === 'created' ? 'created' : 'unready' };
}

function endpointFacts(slices: readonly EndpointSlice[]): Facts {
  const facts = new Map<string, Fact>();
  for (const { targetRef, conditions } of slices.flatMap((slice) => slice.endpoints ?? [])) {
    if (targetRef?.name === undefined) continue;
    const object = `Pod/${targetRef.name}`;
    if (conditions?.terminating === true) facts.set(`${object} serving`, { object, ...(conditions.serving === false ? { now: { kind: 'stoppedServing' } } : {}) });
    facts.set(object, { object, now: { kind: conditions?.ready === false ? 'markedUnready' : 'listed' }, gone: { kind: 'unlisted' } });
  }
  return facts;
}

function hookFacts(failures: readonly Event[]): Facts {
  return new Map(failures.map(({ involvedObject: { name = '', fieldPath = '' } }) => {
    const object = `Pod/${name}`;
    const container = /\{(.+)\}$/.exec(fieldPath)?.[1] ?? '';
    return [`${object} ${container}`, { object, now: { kind: 'hookFailed', container } }];
  }));
}
