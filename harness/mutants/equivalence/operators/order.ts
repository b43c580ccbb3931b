import { isMap } from '../../../values/field-path.ts';
import type { EquivalenceOperator } from '../operator.ts';
import { objectsOf, type Fields } from '../written-folder.ts';

export const reverseKeys: EquivalenceOperator = {
  name: 'reverse-keys', category: 'order', says: 'The keys of a map have no order.',
  offers: (folder) => folder.files.flatMap((file) => objectsOf({ ...folder, files: [file] }).map(({ object, name }, index) => ({
    object: name, field: '', make: () => { file.objects[index] = reversed(object) as Fields; },
  }))),
};

export const reverseItems: EquivalenceOperator = {
  name: 'reverse-items', category: 'order', says: 'The elements of this list have no order.',
  offers: (folder) => objectsOf(folder).flatMap(({ object, name }) => unordered(object, '').map(({ path, list }) => ({ object: name, field: path, make: () => { list.reverse(); } }))),
};

export const reverseObjects: EquivalenceOperator = {
  name: 'reverse-objects', category: 'files', says: 'The objects of a file have no order.',
  offers: ({ files }) => files.filter(({ objects }) => objects.length > 1).map(({ name, objects }) => ({ object: `File/${name}`, field: '', make: () => { objects.reverse(); } })),
};

/** Lists that the API treats as sets, or whose elements are found by a key. */
const sets = [
  'containers', 'volumes', 'volumeMounts', 'ports', 'imagePullSecrets', 'tolerations', 'hostAliases', 'accessModes', 'matchExpressions', 'values', 'topologySpreadConstraints',
  'verbs', 'resources', 'resourceNames', 'apiGroups', 'subjects', 'rules', 'ingress', 'egress', 'policyTypes', 'from', 'add', 'drop',
];

function unordered(value: unknown, path: string): { path: string; list: unknown[] }[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((item, index) => unordered(item, `${path}[${isMap(item) && typeof item['name'] === 'string' && !path.endsWith('Mounts') ? item['name'] : index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [...(isSet(key, inner) ? [{ path: below, list: inner as unknown[] }] : []), ...unordered(inner, below)];
  });
}

function isSet(key: string, value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2) return false;
  // A variable may be made of those before it.
  if (key === 'env') return !JSON.stringify(value).includes('$(');
  return sets.includes(key);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  return isMap(value) ? Object.fromEntries(Object.entries(value).toReversed().map(([key, inner]) => [key, reversed(inner)])) : value;
}
