import type { Pod } from '../client/objects.ts';
import { isReady } from '../wait/pod-owner.ts';
import type { RolloutState } from './rollout-events.ts';

/** A part of a pod's life. */
export interface PodSpan {
  pod: string;
  /** Image of its first container. */
  image: string;
  /** `starting`: not ready yet; `ready`; `unready`: not ready any more; `leaving`: deleted, but not gone. */
  state: 'starting' | 'ready' | 'unready' | 'leaving';
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** Cuts the life of each pod into spans; what is there at the end lasts until `end` (epoch milliseconds), or the last state. */
export function podSpans(states: readonly RolloutState[], end?: number): PodSpan[] {
  const spans: PodSpan[] = [];
  const current = new Map<string, PodSpan>();
  const sorted = states.toSorted((a, b) => a.at - b.at);
  for (const { at, pods } of sorted) {
    if (pods === undefined) continue;
    const names = new Set<string>();
    for (const pod of pods) {
      const name = pod.metadata?.name ?? '';
      names.add(name);
      const span = current.get(name);
      const state = stateOf(pod, span?.state);
      if (span?.state === state) continue;
      if (span !== undefined) span.to = at;
      const next: PodSpan = { pod: name, image: pod.spec?.containers[0]?.image ?? '', state, from: at, to: at };
      spans.push(next);
      current.set(name, next);
    }
    for (const [name, span] of current) {
      if (names.has(name)) continue;
      span.to = at;
      current.delete(name);
    }
  }
  const last = end ?? sorted.at(-1)?.at ?? 0;
  for (const span of current.values()) span.to = last;
  return spans;
}

function stateOf(pod: Pod, before: PodSpan['state'] | undefined): PodSpan['state'] {
  if (pod.metadata?.deletionTimestamp !== undefined) return 'leaving';
  if (isReady(pod)) return 'ready';
  return before === undefined || before === 'starting' ? 'starting' : 'unready';
}
