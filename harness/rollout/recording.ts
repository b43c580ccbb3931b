import type { KubeObject } from '../client/objects.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import type { WatchSource } from '../wait/watch-objects.ts';

/** Passes on every state that a watch shows, from the first list until `stop()`, without polling. */
export class Recording<T extends KubeObject> {
  readonly #stop = new AbortController();
  readonly #begun = Promise.withResolvers<undefined>();
  readonly #recording: Promise<void>;
  #broken: { by: unknown } | undefined;

  /** @param take gets all objects after each change, and when it was seen (milliseconds since the epoch) */
  constructor(source: WatchSource<T>, take: (objects: T[], at: number) => void) {
    this.#recording = this.#record(source, take);
    // stop() throws the error; a recording that is thrown away needs none.
    this.#recording.catch((error: unknown) => {
      this.#broken = { by: error };
      this.#begun.reject(error);
    });
    this.#begun.promise.catch(() => undefined);
  }

  /** Resolves when the first state is in. */
  async begun(): Promise<void> {
    await this.#begun.promise;
  }

  /** Throws when the cluster stopped responding: then there are gaps. */
  requireWhole(): void {
    if (this.#broken !== undefined) throw this.#broken.by;
  }

  /** Ends the recording. Throws when the cluster stopped responding in between: then there are gaps. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#recording;
  }

  async #record(source: WatchSource<T>, take: (objects: T[], at: number) => void): Promise<void> {
    try {
      for await (const { objects, at } of watchObjects(source, { clock: systemClock, signal: this.#stop.signal })) {
        take(objects, at);
        this.#begun.resolve(undefined);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    }
  }
}
