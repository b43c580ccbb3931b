import type { Pod } from '../client/objects.ts';
import { isReady } from '../wait/pod-owner.ts';

/** The pods that a watch showed at one moment, milliseconds since the epoch. */
export interface PodState {
  at: number;
  pods: readonly Pod[];
}

/** How many pods there were after one change. */
export interface PodSample {
  /** Milliseconds since the epoch, when the change was seen here. */
  at: number;
  /** Ready and not on their way out. */
  ready: number;
  notReady: number;
  terminating: number;
  /** Not on their way out, and ready now or before: a pod whose probe fails for a while has not been replaced. */
  kept: number;
  /** Ready pods by the image of their first container. */
  readyByImage: Record<string, number>;
}

export interface PodTimeline {
  samples: PodSample[];
  minReady: number;
  /** The fewest pods that were kept: what a strategy bounds. */
  minKept: number;
  /** The most pods at once, those on their way out not counted. */
  maxTotal: number;
}

/** Counts the pods of each state, in order, and their extremes. Pods of the first state count as having been ready. */
export function timelineOf(states: readonly PodState[]): PodTimeline {
  const haveBeenReady = new Set(states[0]?.pods.map(uidOf));
  const samples = states.map(({ at, pods }) => {
    for (const pod of pods.filter(isReady)) haveBeenReady.add(uidOf(pod));
    return sampleOf(pods, at, haveBeenReady);
  });
  return {
    samples,
    minReady: Math.min(...samples.map(({ ready }) => ready)),
    minKept: Math.min(...samples.map(({ kept }) => kept)),
    maxTotal: Math.max(...samples.map(({ ready, notReady }) => ready + notReady)),
  };
}

function sampleOf(pods: readonly Pod[], at: number, haveBeenReady: ReadonlySet<string>): PodSample {
  const staying = pods.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
  const ready = staying.filter(isReady);
  const readyByImage: Record<string, number> = {};
  for (const pod of ready) {
    const image = pod.spec?.containers[0]?.image ?? '';
    readyByImage[image] = (readyByImage[image] ?? 0) + 1;
  }
  return {
    at,
    ready: ready.length,
    notReady: staying.length - ready.length,
    terminating: pods.length - staying.length,
    kept: staying.filter((pod) => haveBeenReady.has(uidOf(pod))).length,
    readyByImage,
  };
}

function uidOf({ metadata }: Pod): string {
  return metadata?.uid ?? metadata?.name ?? '';
}
