import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';

const t = texts.lesson;

/** Milliseconds for the question whether a namespace is still there. */
const answerMs = 5_000;

/** The namespaces that a lesson has made, watched: one that goes by other hands takes with it all that could be judged. */
export class OwnNamespaces {
  readonly #client: ClusterClient;
  readonly #lesson: string;
  readonly #onLost: (error: EnvironmentError) => void;
  readonly #watched = new Set<string>();
  readonly #lost = new Set<string>();
  readonly #over = new AbortController();

  /** @param onLost called when one of them is being deleted, or is gone */
  constructor(client: ClusterClient, lesson: string, onLost: (error: EnvironmentError) => void) {
    this.#client = client;
    this.#lesson = lesson;
    this.#onLost = onLost;
  }

  /** Watches one that was made, until {@link release}. */
  watch(namespace: string): void {
    this.#watched.add(namespace);
    // Who cannot watch it (no right to, no answer) meets the same in all else, and is told there.
    void this.#follow(namespace).catch(() => undefined);
  }

  async #follow(namespace: string): Promise<void> {
    const source = apiSource<KubeObject>(this.#client, 'v1', 'Namespace', { name: namespace });
    for await (const { objects } of watchObjects(source, { clock: systemClock, signal: this.#over.signal })) {
      if (isGoing(objects[0])) {
        this.#lose(namespace);
        return;
      }
    }
  }

  /** Asks whether they are all there: what fails because one is going may fail before the watch has told of it. */
  async look(): Promise<void> {
    await Promise.all([...this.#watched].map(async (name) => {
      try {
        if (isGoing(await this.#client.read({ apiVersion: 'v1', kind: 'Namespace', name }, { deadlineMs: answerMs }))) this.#lose(name);
      } catch {
        // No answer says nothing about the namespace; the failure that led here is told.
      }
    }));
  }

  /** Whether somebody else has deleted it. */
  isLost(namespace: string): boolean {
    return this.#lost.has(namespace);
  }

  /** From here on the lesson deletes them itself. */
  release(): void {
    this.#watched.clear();
    this.#over.abort(new Error('the lesson is over'));
  }

  #lose(namespace: string): void {
    if (!this.#watched.has(namespace)) return;
    this.#lost.add(namespace);
    this.#onLost(new EnvironmentError(this.#lesson, t.namespaceDeleted(namespace), t.namespaceDeletedHint));
  }
}

function isGoing(namespace: KubeObject | undefined): boolean {
  return namespace === undefined || namespace.metadata?.deletionTimestamp !== undefined;
}
