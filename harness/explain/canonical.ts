import type { KubeObject } from '../client/objects.ts';
import { isMap } from '../values/field-path.ts';
import type { Manifest } from '../manifests/manifest.ts';

/** Metadata that the server makes, or that says where the run puts an object: it is not compared. */
export const madeElsewhere = ['namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink', 'deletionTimestamp', 'ownerReferences'];

/** Fields that select by labels. */
const labelSelectors = ['selector', 'labelSelector', 'podSelector', 'namespaceSelector'];

/**
 * An object to be compared: without what the server has made, and in the one of several ways to write the same. It can still be applied.
 *
 * @param keepsNamespace among the namespaces of a lesson it says in which the object is
 */
export function canonical(manifest: Manifest, { keepsNamespace = false } = {}): KubeObject {
  const object = manifest.object as Record<string, unknown>;
  delete object['status'];
  const metadata = isMap(object['metadata']) ? object['metadata'] : {};
  for (const key of madeElsewhere) if (key !== 'namespace' || !keepsNamespace) Reflect.deleteProperty(metadata, key);
  if (isMap(metadata['annotations'])) delete metadata['annotations']['kubectl.kubernetes.io/last-applied-configuration'];
  if (manifest.kind === 'Secret') encodeData(object);
  eachMap(object, (map) => {
    for (const key of labelSelectors) if (isMap(map[key])) labelsForExpressions(map[key]);
  });
  return object;
}

/** `stringData` is the same as `data`, and wins. */
function encodeData(secret: Record<string, unknown>): void {
  const { stringData } = secret;
  delete secret['stringData'];
  const written = isMap(secret['data']) ? secret['data'] : {};
  // Line breaks that a folded text has brought along are no part of base64.
  const data = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, typeof value === 'string' ? value.replaceAll(/\s/g, '') : value]));
  const encoded = Object.entries(isMap(stringData) ? stringData : {}).map(([key, value]) => [key, typeof value === 'string' ? Buffer.from(value).toString('base64') : value] as const);
  const all = { ...data, ...Object.fromEntries(encoded) };
  if (Object.keys(all).length > 0) secret['data'] = all;
}

/** `{ key: app, operator: In, values: [web] }` is the label `app: web`. */
function labelsForExpressions(map: Record<string, unknown>): void {
  const { matchExpressions } = map;
  if (!Array.isArray(matchExpressions)) return;
  const labels: Record<string, unknown> = {};
  const rest = matchExpressions.filter((each: unknown) => {
    if (!isMap(each) || typeof each['key'] !== 'string' || each['operator'] !== 'In' || !Array.isArray(each['values']) || each['values'].length !== 1) return true;
    labels[each['key']] = each['values'][0];
    return false;
  });
  if (Object.keys(labels).length === 0) return;
  map['matchLabels'] = { ...labels, ...(isMap(map['matchLabels']) ? map['matchLabels'] : {}) };
  if (rest.length === 0) delete map['matchExpressions'];
  else map['matchExpressions'] = rest;
}

/** Calls for each map of a value, the outer ones first. */
export function eachMap(value: unknown, visit: (map: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) eachMap(item, visit);
  if (!isMap(value)) return;
  visit(value);
  for (const field of Object.values(value)) eachMap(field, visit);
}
