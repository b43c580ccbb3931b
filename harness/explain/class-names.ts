import type { KubeObject } from '../client/objects.ts';
import { isMap } from '../values/field-path.ts';

/** An object of ours and the one of theirs that stands for it. */
interface Pair {
  a?: KubeObject;
  b?: KubeObject;
}

/** Kinds that name a class of storage in their spec, and that are matched by it. */
const ofClass = ['PersistentVolume', 'PersistentVolumeClaim'];

/**
 * Calls theirs of the volumes and claims by the class that ours have, where most of them that have ours have it: a class without an
 * object of its own is a word by which volumes and claims find each other. One that is called otherwise remains a difference.
 */
export function renameClasses(pairs: readonly Pair[]): void {
  const both = pairs.flatMap(({ a, b }) => {
    const [ours, theirs] = [specOf(a), specOf(b)];
    return ours === undefined || theirs === undefined ? [] : [{ ours, theirs }];
  });
  const known = new Set(pairs.flatMap(({ a }) => classOf(specOf(a)) ?? []));
  const own = new Set(pairs.flatMap(({ b }) => classOf(specOf(b)) ?? []));
  const objects = new Set(pairs.flatMap(({ a, b }) => [a, b]).flatMap((each) => (each?.kind === 'StorageClass' ? [each.metadata?.name] : [])));
  for (const [name, all] of Map.groupBy(both, ({ ours }) => classOf(ours))) {
    const theirs = mostFrequent(all.flatMap((each) => classOf(each.theirs) ?? []));
    if (name === undefined || theirs === undefined || own.has(name) || known.has(theirs) || objects.has(name) || objects.has(theirs)) continue;
    for (const { b } of pairs) {
      const spec = specOf(b);
      if (spec !== undefined && classOf(spec) === theirs) spec['storageClassName'] = name;
    }
  }
}

function specOf(object: KubeObject | undefined): Record<string, unknown> | undefined {
  const spec: unknown = object !== undefined && ofClass.includes(object.kind ?? '') ? (object as Record<string, unknown>)['spec'] : undefined;
  return isMap(spec) ? spec : undefined;
}

/** The empty class is none: it cannot be called otherwise. */
function classOf(spec: Record<string, unknown> | undefined): string | undefined {
  const name = spec?.['storageClassName'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The value that more than half of them are. */
function mostFrequent(values: readonly string[]): string | undefined {
  return [...Map.groupBy(values, (value) => value)].find(([, all]) => all.length * 2 > values.length)?.[0];
}
