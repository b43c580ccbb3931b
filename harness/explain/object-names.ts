type Fields = Record<string, unknown>;

/** Where another object is named: the key of the field, within the map of that key (`*`: any). */
const references: readonly (readonly [kind: string, map: string, field: string])[] = [
  ['Secret', 'secretKeyRef', 'name'], ['Secret', 'secretRef', 'name'], ['Secret', 'secret', 'secretName'], ['Secret', 'secret', 'name'], ['Secret', 'tls', 'secretName'], ['Secret', 'imagePullSecrets', 'name'],
  ['ConfigMap', 'configMapKeyRef', 'name'], ['ConfigMap', 'configMapRef', 'name'], ['ConfigMap', 'configMap', 'name'],
  ['PersistentVolumeClaim', 'persistentVolumeClaim', 'claimName'],
  ['PersistentVolume', 'spec', 'volumeName'],
  ['ServiceAccount', '*', 'serviceAccountName'],
  ['Service', 'service', 'name'], ['Service', '*', 'serviceName'],
];

/** A reference of one object to another. */
export interface Reference {
  kind: string;
  name: string;
  rename: (name: string) => void;
}

/** The references of an object to others, by name. */
export function referencesOf(object: Fields): Reference[] {
  const found: Reference[] = [];
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const map = value as Fields;
    for (const [kind, at, field] of references) {
      const name = map[field];
      if (typeof name === 'string' && (at === '*' || at === key)) found.push({ kind, name, rename: (other) => { map[field] = other; } });
    }
    for (const [each, below] of Object.entries(map)) visit(below, each);
  };
  visit(object, '');
  // What stands in `metadata` is the object's own.
  return found.filter(({ kind, name }) => !(kind === object['kind'] && name === nameOf(object)));
}

/** Calls an object otherwise, in it and in all that refer to it. */
export function renameObject(objects: readonly Fields[], kind: string, from: string, to: string): void {
  for (const object of objects) {
    if (object['kind'] === kind && nameOf(object) === from) object['metadata'] = { ...(object['metadata'] as Fields), name: to };
    for (const reference of referencesOf(object)) if (reference.kind === kind && reference.name === from) reference.rename(to);
  }
}

/** The name of an object; empty when it has none. */
export function nameOf(object: Fields): string {
  const { metadata } = object;
  const name = typeof metadata === 'object' && metadata !== null ? (metadata as Fields)['name'] : undefined;
  return typeof name === 'string' ? name : '';
}
