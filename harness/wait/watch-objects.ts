import { ApiError, isGone, toStatus } from '../client/api-error.ts';
import type { ObjectSource } from '../client/cluster-client.ts';
import type { KubeList, KubeObject } from '../client/objects.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Clock } from './clock.ts';
import { causeText } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';

export interface WatchEvent<T> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: T;
}

/** Where objects come from: the API server, what follows it already, or a test. The events are those since a resource version, and end when the server closes the stream. */
export type WatchSource<T> = ObjectSource<T>;

/** What is there after each change. */
export interface Change<T> {
  type: 'LISTED' | 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Absent for a list. */
  object?: T;
  objects: T[];
  /** When it was seen here, milliseconds since the epoch. */
  at: number;
}

export interface WatchOptions {
  clock: Clock;
  signal: AbortSignal;
  /** 0 to 1; spreads the tries of several watches. */
  random?: () => number;
}

/** What was answered in the place of an object is none: it will not be one the next time. */
export class NoObject extends EnvironmentError {}

/** How long a server may fail to respond before it counts as gone: longer than an API server's restart hiccup on kind. */
const patienceMs = 10_000;
const firstPauseMs = 100;
const longestPauseMs = 2_000;

/**
 * Follows a set of objects: list, then watch from there; watch again when the server ends the stream (it does so
 * regularly), list again when the resource version is too old (410) or the connection broke. Pauses grow and are spread.
 * Never ends by itself; ends by the signal, with its reason.
 *
 * @throws EnvironmentError when the server does not respond for 10 s; ApiError when it refuses (permissions)
 */
export async function* watchObjects<T extends KubeObject>(source: WatchSource<T>, options: WatchOptions): AsyncGenerator<Change<T>> {
  const { clock, signal, random = Math.random } = options;
  const objects = new Map<string, T>();
  let version: string | undefined;
  let failingSince: number | undefined;
  let pauseMs = firstPauseMs;
  const change = (type: Change<T>['type'], object?: T): Change<T> => ({
    type,
    ...(object === undefined ? {} : { object }),
    objects: [...objects.values()],
    at: clock.now(),
  });

  for (;;) {
    signal.throwIfAborted();
    try {
      if (version === undefined) {
        const list: KubeList<T> = await source.list(signal);
        objects.clear();
        for (const object of list.items) objects.set(keyOf(object), object);
        version = list.metadata?.resourceVersion ?? '';
        yield change('LISTED');
      }
      const openedAt = clock.now();
      for await (const event of source.watch(version, signal)) {
        failingSince = undefined;
        if (event.type === 'ERROR') throw asApiError(event.object);
        version = event.object.metadata?.resourceVersion ?? version;
        if (event.type === 'BOOKMARK') continue;
        if (event.type === 'DELETED') objects.delete(keyOf(event.object));
        else objects.set(keyOf(event.object), event.object);
        yield change(event.type, event.object);
      }
      failingSince = undefined;
      // A server that ends each watch at once must not be asked in a tight loop.
      pauseMs = clock.now() - openedAt < 1_000 ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
      await clock.delay(pauseMs * (0.5 + random() / 2), signal);
    } catch (error) {
      signal.throwIfAborted();
      version = undefined;
      if (isGone(error)) continue;
      if (!mayPass(error)) throw error;
      failingSince ??= clock.now();
      if (clock.now() - failingSince >= patienceMs) throw lost(error, clock.now() - failingSince);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      await clock.delay(pauseMs * (0.5 + random() / 2), signal);
    }
  }
}

function keyOf(object: KubeObject): string {
  // A name may be used again by another object: the uid tells them apart.
  return object.metadata?.uid ?? `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

/** An ERROR event carries a Status. */
function asApiError(object: object): ApiError {
  const status = toStatus(object as Record<string, unknown>);
  return new ApiError('watch', status.code ?? 500, status);
}

/** A cluster that was there and is not any more: nothing that a manifest caused. */
function lost(error: unknown, afterMs: number): EnvironmentError {
  const hint = error instanceof EnvironmentError ? error.texts.hint : texts.client.stillUp;
  return new EnvironmentError('cluster', texts.wait.clusterLost(causeText(error), afterMs), hint, { cause: error, code: 'cluster-lost' });
}

/** Broken connections and busy servers may pass; a refusal does not. */
function mayPass(error: unknown): boolean {
  if (error instanceof NoObject) return false;
  if (error instanceof ApiError) return error.code === 429 || error.code >= 500;
  return error instanceof EnvironmentError || error instanceof TypeError || (error instanceof Error && error.name !== 'SyntaxError');
}
