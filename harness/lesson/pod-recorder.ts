import type { Pod } from '../client/objects.ts';
import { isReady } from '../wait/pod-owner.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import { Recording } from './recording.ts';

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

/** Records pods from a watch: every change counts, nothing is looked at in between. */
export class PodRecorder {
  readonly #samples: PodSample[] = [];
  readonly #recording: Recording<Pod>;

  constructor(source: WatchSource<Pod>, belongs: (pod: Pod) => boolean) {
    this.#recording = new Recording(source, (pods, at) => { this.#samples.push(sampleOf(pods.filter(belongs), at)); });
  }

  /** Resolves when the first state is in. */
  async begun(): Promise<void> {
    await this.#recording.begun();
  }

  /** Ends the recording. Throws when the cluster stopped answering in between: then there are gaps. */
  async stop(): Promise<PodTimeline> {
    await this.#recording.stop();
    return timelineOf([...this.#samples]);
  }
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
