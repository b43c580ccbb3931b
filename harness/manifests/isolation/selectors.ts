import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { namespaceMeant } from './names.ts';

/** The label that the API server puts on each namespace: its name. */
export const namespaceName = 'kubernetes.io/metadata.name';

/**
 * Makes a selector of namespaces mean what it means in the learner's cluster, in place: a namespace of the learner's files
 * is ours. Selectors by other labels stay as they are, for the labels of a learner's Namespace are put on ours; so does
 * the empty one, by which a NetworkPolicy lets in all, the ingress controller among them.
 */
export function isolateNamespaceSelector(selector: unknown, isolation: Isolation): void {
  if (!isMap(selector)) return;
  const labels = selector['matchLabels'];
  if (isMap(labels) && typeof labels[namespaceName] === 'string') labels[namespaceName] = namespaceMeant(labels[namespaceName], isolation);
  for (const expression of mapsIn(selector['matchExpressions'])) {
    if (expression['key'] === namespaceName) isolateNamespaceList(expression, 'values', isolation);
  }
}

/** The same for a list of namespaces' names. */
export function isolateNamespaceList(map: Record<string, unknown>, field: string, isolation: Isolation): void {
  if (Array.isArray(map[field])) map[field] = (map[field] as unknown[]).map((name) => (typeof name === 'string' ? namespaceMeant(name, isolation) : name));
}
