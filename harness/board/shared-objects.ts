import { ApiError } from '../client/api-error.ts';
import { selectors, type ClusterClient, type ListScope } from '../client/cluster-client.ts';
import type { Kind } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { parsePath, valueAt } from '../values/field-path.ts';
import { apiSource } from '../wait/api-source.ts';
import type { Clock } from '../wait/clock.ts';
import { Queue } from '../wait/queue.ts';
import { watchObjects, type WatchEvent, type WatchSource } from '../wait/watch-objects.ts';

/** Hears of a change; undefined stands for the whole cluster. */
type Listener = (kind: Kind, namespace: string | undefined, event: WatchEvent<KubeObject>) => void;

/**
 * The objects of many namespaces, by one watch for each kind: whoever asks for those of one namespace is answered from here, and asks the API
 * server nothing.
 */
export class SharedObjects {
  readonly #kinds = new Map<string, Kind>();
  /** By kind, then by namespace (empty: the whole cluster), then by uid. */
  readonly #objects = new Map<string, Map<string, Map<string, KubeObject>>>();
  readonly #listeners = new Set<Listener>();
  /** Kinds that may not be seen. */
  readonly unseen = new Set<string>();

  /**
   * Begins to follow the kinds; resolves when each was listed, or may not be seen.
   *
   * @param reads which namespaces are kept
   * @param onLost called when the cluster does not answer any more
   */
  static async follow(client: ClusterClient, kinds: readonly Kind[], { reads, clock, signal, onLost }: { reads: (namespace: string) => boolean; clock: Clock; signal: AbortSignal; onLost: (error: unknown) => void }): Promise<SharedObjects> {
    const shared = new SharedObjects();
    await Promise.all(kinds.map(async (kind) => {
      shared.#kinds.set(`${kind.apiVersion} ${kind.kind}`, kind);
      const listed = Promise.withResolvers<undefined>();
      void shared.#follow(client, kind, { reads, clock, signal }, () => { listed.resolve(undefined); }).catch((error: unknown) => {
        listed.reject(error);
        if (!signal.aborted) onLost(error);
      });
      await listed.promise;
    }));
    return shared;
  }

  async #follow(client: ClusterClient, kind: Kind, { reads, clock, signal }: { reads: (namespace: string) => boolean; clock: Clock; signal: AbortSignal }, onListed: () => void): Promise<void> {
    const byNamespace = new Map<string, Map<string, KubeObject>>();
    this.#objects.set(kind.kind, byNamespace);
    const keeps = ({ metadata }: KubeObject): boolean => metadata?.namespace === undefined || reads(metadata.namespace);
    const at = (object: KubeObject): Map<string, KubeObject> => {
      const namespace = object.metadata?.namespace ?? '';
      const there = byNamespace.get(namespace) ?? new Map<string, KubeObject>();
      byNamespace.set(namespace, there);
      return there;
    };
    try {
      for await (const { type, object, objects } of watchObjects<KubeObject>(apiSource(client, kind.apiVersion, kind.kind, {}), { clock, signal })) {
        if (type === 'LISTED' || object === undefined) this.#relist(kind, byNamespace, objects.filter(keeps).map(slim), at);
        else if (keeps(object)) this.#take(kind, at(object), { type, object: slim(object) });
        onListed();
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      this.unseen.add(kind.kind);
      onListed();
    }
  }

  /** What a list says anew: those that are gone are told as well. */
  #relist(kind: Kind, byNamespace: Map<string, Map<string, KubeObject>>, objects: readonly KubeObject[], at: (object: KubeObject) => Map<string, KubeObject>): void {
    const now = new Set(objects.map(keyOf));
    for (const there of byNamespace.values()) for (const [key, object] of there) if (!now.has(key)) this.#take(kind, there, { type: 'DELETED', object });
    for (const object of objects) {
      const there = at(object);
      const before = there.get(keyOf(object));
      if (before?.metadata?.resourceVersion !== object.metadata?.resourceVersion || before === undefined) this.#take(kind, there, { type: before === undefined ? 'ADDED' : 'MODIFIED', object });
    }
  }

  #take(kind: Kind, there: Map<string, KubeObject>, event: WatchEvent<KubeObject>): void {
    if (event.type === 'DELETED') there.delete(keyOf(event.object));
    else there.set(keyOf(event.object), event.object);
    for (const listener of this.#listeners) listener(kind, event.object.metadata?.namespace, event);
  }

  /** Has a listener called for each change; returns what ends that. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Whether this kind is followed. */
  has(apiVersion: string, kind: string): boolean {
    return this.#kinds.has(`${apiVersion} ${kind}`);
  }

  /** The objects of a kind that a scope asks for, each with its kind. */
  list(apiVersion: string, kind: string, scope: ListScope): KubeObject[] {
    const byNamespace = this.#objects.get(kind) ?? new Map<string, Map<string, KubeObject>>();
    const places = scope.namespace === undefined ? [...byNamespace.values()] : [byNamespace.get(scope.namespace) ?? new Map<string, KubeObject>()];
    const fits = selecting(scope);
    return places.flatMap((there) => [...there.values()]).filter(fits).map((object) => ({ apiVersion, kind, ...object }));
  }

  /** The same as a source for watches: what comes after a list is kept until somebody watches from there. */
  source<T extends KubeObject>(apiVersion: string, kind: string, scope: ListScope): WatchSource<T> {
    let since: { events: Queue<WatchEvent<T>>; stop: () => void } | undefined;
    return {
      list: (signal) => {
        since?.stop();
        if (this.unseen.has(kind)) return Promise.reject(new ApiError(`GET ${kind}`, 403, { reason: 'Forbidden', message: `${kind} may not be seen` }));
        since = this.#listen<T>(kind, scope);
        signal.addEventListener('abort', since.stop, { once: true });
        return Promise.resolve({ metadata: { resourceVersion: '0' }, items: this.list(apiVersion, kind, scope) as T[] });
      },
      watch: (_, signal) => eventsOf(since?.events ?? this.#listen<T>(kind, scope).events, signal),
    };
  }

  #listen<T extends KubeObject>(kind: string, scope: ListScope): { events: Queue<WatchEvent<T>>; stop: () => void } {
    const events = new Queue<WatchEvent<T>>();
    const fits = selecting(scope);
    const stop = this.onChange((changed, namespace, event) => {
      if (changed.kind !== kind || (scope.namespace !== undefined && namespace !== scope.namespace)) return;
      if (fits(event.object)) events.push(event as WatchEvent<T>);
      // An object that lost its label has gone, for who asked for that label.
      else if (event.type === 'MODIFIED') events.push({ type: 'DELETED', object: event.object } as WatchEvent<T>);
    });
    return { events, stop };
  }
}

async function* eventsOf<T>(events: Queue<WatchEvent<T>>, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
  const end = (): void => { events.fail(signal.reason); };
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    for (;;) yield await events.next();
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function keyOf({ metadata }: KubeObject): string {
  return metadata?.uid ?? `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

/** What a controller has made, and what has happened, nobody has written: who owns which of its fields need not be kept. */
function slim(object: KubeObject): KubeObject {
  if (object.metadata?.ownerReferences === undefined && !('involvedObject' in object)) return object;
  const metadata = { ...object.metadata };
  Reflect.deleteProperty(metadata, 'managedFields');
  return { ...object, metadata };
}

/** Whether an object has the labels and fields that a scope asks for. */
function selecting(scope: ListScope): (object: KubeObject) => boolean {
  const { fieldSelector } = selectors(scope);
  const fields = typeof fieldSelector === 'string' ? fieldSelector.split(',').map((each) => /^([^!=]+)(!?)==?(.*)$/.exec(each)) : [];
  const wanted = fields.flatMap((found) => (found === null ? [] : [{ path: parsePath(found[1] ?? ''), not: found[2] === '!', value: found[3] ?? '' }]));
  return (object) => Object.entries(scope.labels ?? {}).every(([key, value]) => object.metadata?.labels?.[key] === value)
    && wanted.every(({ path, not, value }) => (asText(valueAt(object, path)) === value) !== not);
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
