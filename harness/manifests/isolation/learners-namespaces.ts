import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Manifest } from '../manifest.ts';
import { isSystemNamespace } from './names.ts';

/** The API server's own record of a name, which nobody else may change, and kubectl's of what it applied. */
const notMerged = ['kubernetes.io/metadata.name', 'kubectl.kubernetes.io/last-applied-configuration'];

/** Namespaces that a learner's files work in: those that they make, put objects into, or give rights to the accounts of. */
export function learnersNamespaces(manifests: readonly Manifest[]): Set<string> {
  const names = manifests.flatMap((manifest): unknown[] => [
    manifest.kind === 'Namespace' ? manifest.name : manifest.get('metadata.namespace'),
    ...mapsIn(manifest.get('subjects')).map(({ namespace }) => namespace),
  ]);
  return new Set(names.filter((name) => typeof name === 'string').filter((name) => !isSystemNamespace(name)));
}

/** Where the ServiceAccounts of a learner's files say that they are, by their names. */
export function accountsIn(manifests: readonly Manifest[]): Map<string, string> {
  return new Map(manifests.filter(({ kind }) => kind === 'ServiceAccount').flatMap((each): [string, string][] => {
    const namespace = each.get('metadata.namespace');
    return typeof namespace === 'string' ? [[each.name, namespace]] : [];
  }));
}

/** The level of Pod Security below that of the run's own namespaces: pods that need it are refused by what they say themselves. */
const opening: readonly [label: string, level: string] = ['pod-security.kubernetes.io/enforce', 'privileged'];

/**
 * What of a learner's Namespace is put on ours, which stands for it: labels, such as those of Pod Security, and
 * annotations. Those of several are merged, and the last one that sets a key counts.
 */
export function namespaceLabels(namespaces: readonly Manifest[]): { labels: Record<string, string>; annotations: Record<string, string> } {
  const merged = (field: 'labels' | 'annotations'): Record<string, string> =>
    Object.fromEntries(namespaces.map((each) => each.get(`metadata.${field}`)).filter(isMap).flatMap((each) => Object.entries(each)).filter(([key, value]) => !notMerged.includes(key) && !(key === opening[0] && value === opening[1]))) as Record<string, string>;
  return { labels: merged('labels'), annotations: merged('annotations') };
}
