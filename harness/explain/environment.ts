import { isDeepStrictEqual } from 'node:util';
import { isMap, mapsIn } from '../values/field-path.ts';
import { nameOf } from './object-names.ts';

type Fields = Record<string, unknown>;

/** What a container finds in its environment: the values, as far as the objects hold them, else where they come from. Undefined: something refers to an object that is not there. */
function effective(container: Fields, objects: readonly Fields[]): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (const source of mapsIn(container['envFrom'])) {
    const { prefix = '', secretRef, configMapRef } = source;
    const held = heldBy(objects, secretRef === undefined ? 'ConfigMap' : 'Secret', secretRef ?? configMapRef);
    if (held === undefined) return undefined;
    for (const [key, value] of held) values.set(`${String(prefix)}${key}`, value);
  }
  for (const { name, value, valueFrom } of mapsIn(container['env'])) {
    const from = isMap(valueFrom) ? valueFrom : {};
    const reference = from['secretKeyRef'] ?? from['configMapKeyRef'];
    const held = reference === undefined ? undefined : heldBy(objects, from['secretKeyRef'] === undefined ? 'ConfigMap' : 'Secret', reference);
    const known = reference === undefined ? (valueFrom === undefined ? literal(value ?? '') : `from ${JSON.stringify(valueFrom)}`) : held?.get(String((reference as Fields)['key']));
    if (known === undefined) return undefined;
    values.set(String(name), known);
  }
  return values;
}

function heldBy(objects: readonly Fields[], kind: 'Secret' | 'ConfigMap', reference: unknown): Map<string, string> | undefined {
  const object = objects.find((each) => each['kind'] === kind && isMap(reference) && nameOf(each) === reference['name']);
  if (object === undefined) return undefined;
  const data = isMap(object['data']) ? object['data'] : {};
  return new Map(Object.entries(data).map(([key, value]) => [key, kind === 'Secret' ? Buffer.from(String(value), 'base64').toString() : textOf(value)]));
}

/** The server refuses a number where a text must stand. */
function literal(value: unknown): string {
  return typeof value === 'string' ? value : `no text: ${JSON.stringify(value)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Writes the environment of theirs as that of ours is written, where it comes to the same: variables one by one, or all keys of an object,
 * from a Secret, from a ConfigMap, or as a value.
 */
export function sameEnvironment(ours: Fields | undefined, theirs: Fields, objects: { ours: readonly Fields[]; theirs: readonly Fields[] }): void {
  if (ours === undefined || (isDeepStrictEqual(ours['env'], theirs['env']) && isDeepStrictEqual(ours['envFrom'], theirs['envFrom']))) return;
  const [a, b] = [effective(ours, objects.ours), effective(theirs, objects.theirs)];
  // As ours are written they must also be found among their objects.
  if (a === undefined || b === undefined || !isDeepStrictEqual(sorted(a), sorted(b)) || !isDeepStrictEqual(sorted(effective(ours, objects.theirs) ?? new Map()), sorted(a))) return;
  for (const key of ['env', 'envFrom']) {
    if (ours[key] === undefined) Reflect.deleteProperty(theirs, key);
    else theirs[key] = structuredClone(ours[key]);
  }
}

function sorted(values: ReadonlyMap<string, string>): [string, string][] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}
