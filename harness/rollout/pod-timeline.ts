import type { Pod } from '../client/objects.ts';
import { isReady } from '../wait/pod-owner.ts';

/** How many pods there were after one change. */
export interface PodSample {
  /** Milliseconds since the epoch, when the change was seen here. */
  at: number;
  /** Ready and not on their way out. */
  ready: number;
  notReady: number;
  terminating: number;
  /** Ready pods by the image of their first container. */
  readyByImage: Record<string, number>;
}

export interface PodTimeline {
  samples: PodSample[];
  minReady: number;
  /** The most pods at once, those on their way out not counted. */
  maxTotal: number;
}

/** The extremes of what was counted. */
export function timelineOf(samples: PodSample[]): PodTimeline {
  return {
    samples,
    minReady: Math.min(...samples.map((sample) => sample.ready)),
    maxTotal: Math.max(...samples.map((sample) => sample.ready + sample.notReady)),
  };
}

/** Counts pods at one moment. */
export function sampleOf(pods: readonly Pod[], at: number): PodSample {
  const leaving = pods.filter((pod) => pod.metadata?.deletionTimestamp !== undefined);
  const ready = pods.filter(isReady);
  const readyByImage: Record<string, number> = {};
  for (const pod of ready) {
    const image = pod.spec?.containers[0]?.image ?? '';
    readyByImage[image] = (readyByImage[image] ?? 0) + 1;
  }
  return { at, ready: ready.length, notReady: pods.length - leaving.length - ready.length, terminating: leaving.length, readyByImage };
}
