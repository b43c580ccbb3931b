import type { ClusterClient, ListScope } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';

export interface UntilOptions<T, R> {
  scope: ListScope;
  signal: AbortSignal;
  deadlineMs: number;
  /** What the wait resolves with; undefined as long as the state has not come. */
  reached: (objects: T[]) => R | undefined;
  /** What to throw when the state has not come in time. */
  late: () => Error;
}

/** Watches objects of the cluster itself until they are as wanted. A lesson's waits, which explain more, are in wait/. */
export async function watchUntil<T extends KubeObject, R = true>(client: ClusterClient, apiVersion: string, kind: string, options: UntilOptions<T, R>): Promise<R> {
  const late = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([options.signal, late]);
  try {
    for await (const change of watchObjects(apiSource<T>(client, apiVersion, kind, options.scope), { clock: systemClock, signal })) {
      const result = options.reached(change.objects);
      if (result !== undefined) return result;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (late.aborted) throw options.late();
    throw error;
  }
  throw options.late();
}
