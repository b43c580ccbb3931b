import type { Manifest } from '../../harness/lesson/given.ts';
import { besidePods, namespaceOf } from '../checks/own-namespace.ts';

/** What lies in the two namespaces that are bounded, by the names that our own folder gives to these. */
export const inBounds = {
  limited: { pods: ['plain', 'too-large', 'too-small'], objects: ['LimitRange/bounds'] },
  shared: { pods: ['first', 'second', 'third'], objects: ['ResourceQuota/budget', 'ResourceQuota/objects'] },
} as const;

/** All of it, the namespaces included, as `Kind/name`. */
export const allInBounds: readonly string[] = Object.entries(inBounds).flatMap(([name, { pods, objects }]) => [`Namespace/${name}`, ...objects, ...pods.map((pod) => `Pod/${pod}`)]);

/**
 * Whether an object is applied with the bounded pods of its namespace: what bounds them, and what stands beside them there. What is in no
 * such namespace holds for the other pods of the folder.
 */
export function isBeside(manifest: Manifest, all: readonly Manifest[]): boolean {
  const bounded = boundedIn(all);
  return (['LimitRange', 'ResourceQuota'].includes(manifest.kind) && bounded.includes(namespaceOf(manifest) ?? '')) || besidePods(manifest, bounded);
}

/** The namespaces of the folder that are bounded, as it calls them: not that of the pods which nothing bounds. */
function boundedIn(all: readonly Manifest[]): string[] {
  const open = all.find(({ id }) => id === 'Pod/hungry');
  const names = all.filter(({ id }) => allInBounds.includes(id)).map((each) => (each.kind === 'Namespace' ? each.name : namespaceOf(each)));
  return names.filter((name) => name !== undefined).filter((name) => open === undefined || name !== namespaceOf(open));
}
