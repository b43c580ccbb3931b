import type { Pod } from '../client/objects.ts';
import { systemClock } from '../wait/clock.ts';
import { isReady } from '../wait/pod-owner.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import type { WatchSource } from '../wait/watch-objects.ts';

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
  readonly #stop = new AbortController();
  readonly #begun = Promise.withResolvers<undefined>();
  readonly #recording: Promise<void>;

  constructor(source: WatchSource<Pod>, belongs: (pod: Pod) => boolean) {
    this.#recording = this.#record(source, belongs);
    // Whoever calls stop() hears of the error; a recorder that is thrown away has nobody to tell.
    this.#recording.catch((error: unknown) => { this.#begun.reject(error); });
    this.#begun.promise.catch(() => undefined);
  }

  /** Resolves when the first state is in. */
  async begun(): Promise<void> {
    await this.#begun.promise;
  }

  /** Ends the recording. Throws when the cluster stopped answering in between: then there are gaps. */
  async stop(): Promise<PodTimeline> {
    this.#stop.abort();
    await this.#recording;
    const samples = [...this.#samples];
    return {
      samples,
      minReady: Math.min(...samples.map((sample) => sample.ready)),
      maxTotal: Math.max(...samples.map((sample) => sample.ready + sample.notReady)),
    };
  }

  async #record(source: WatchSource<Pod>, belongs: (pod: Pod) => boolean): Promise<void> {
    try {
      for await (const { objects, at } of watchObjects(source, { clock: systemClock, signal: this.#stop.signal })) {
        this.#samples.push(sampleOf(objects.filter(belongs), at));
        this.#begun.resolve(undefined);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    }
  }
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
