import type { KubeObject } from '../client/objects.ts';
import { Queue } from './queue.ts';
import { watchObjects } from './watch-objects.ts';
import type { WatchOptions, WatchSource } from './watch-objects.ts';

/** Several kinds of objects, seen together. */
export type Snapshot<Kinds extends Record<string, KubeObject>> = { [Name in keyof Kinds]: Kinds[Name][] };

export type SnapshotSources<Kinds extends Record<string, KubeObject>> = { [Name in keyof Kinds]: WatchSource<Kinds[Name]> };

/** What was there at one moment. */
export interface ObservedSnapshot<S> {
  snapshot: S;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * Follows several kinds of objects at once; the first moment comes when all of them were listed, then one after each
 * change. Ends by the signal, with its reason.
 */
export async function* watchSnapshots<Kinds extends Record<string, KubeObject>>(
  sources: SnapshotSources<Kinds>,
  options: WatchOptions,
): AsyncGenerator<ObservedSnapshot<Snapshot<Kinds>>> {
  const names = Object.keys(sources) as (keyof Kinds)[];
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const queue = new Queue<{ name: keyof Kinds; objects: KubeObject[]; at: number }>();
  const pumps = names.map((name) => pump(sources[name], { ...options, signal }, (objects, at) => { queue.push({ name, objects, at }); }, (error) => { queue.fail(error); }));
  const snapshot: Partial<Record<keyof Kinds, KubeObject[]>> = {};
  try {
    for (;;) {
      const { name, objects, at } = await queue.next();
      snapshot[name] = objects;
      if (names.every((each) => snapshot[each] !== undefined)) yield { snapshot: { ...snapshot } as Snapshot<Kinds>, at };
    }
  } finally {
    stop.abort();
    await Promise.all(pumps);
  }
}

async function pump<T extends KubeObject>(
  source: WatchSource<T>,
  options: WatchOptions,
  push: (objects: T[], at: number) => void,
  fail: (error: unknown) => void,
): Promise<void> {
  try {
    for await (const change of watchObjects(source, options)) push(change.objects, change.at);
  } catch (error) {
    fail(error);
  }
}
