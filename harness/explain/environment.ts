import { isDeepStrictEqual } from 'node:util';
import { isMap, mapsIn, type Step } from '../values/field-path.ts';
import { nameOf } from './object-names.ts';

type Fields = Record<string, unknown>;

/** What a container finds in its environment: the values, as far as the objects hold them, else where they come from. Undefined: all keys of an object are wanted that is not there. */
function effective(container: Fields, objects: readonly Fields[]): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (const source of mapsIn(container['envFrom'])) {
    const held = heldBy(objects, ...sourceOf(source));
    if (held === undefined) return undefined;
    for (const [key, value] of held) values.set(prefixOf(source) + key, value);
  }
  for (const { name, value, valueFrom } of mapsIn(container['env'])) {
    const from = isMap(valueFrom) ? valueFrom : {};
    const reference = from['secretKeyRef'] ?? from['configMapKeyRef'];
    const known = valueIn(objects, from['secretKeyRef'] === undefined ? 'ConfigMap' : 'Secret', reference);
    values.set(String(name), known ?? (valueFrom === undefined ? literal(value ?? '') : `from ${JSON.stringify(valueFrom)}`));
  }
  return values;
}

/** The value of one key; undefined where the objects do not hold it. */
function valueIn(objects: readonly Fields[], kind: 'Secret' | 'ConfigMap', reference: unknown): string | undefined {
  return isMap(reference) ? heldBy(objects, kind, reference)?.get(String(reference['key'])) : undefined;
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

/** A container, where it is written, and where what is moved in it was written. */
export interface PlacedContainer {
  container: Fields;
  path: readonly Step[];
  written: WeakMap<object, readonly Step[]>;
}

/**
 * Writes the environment of theirs as that of ours is written, where it comes to the same: variables one by one, or all keys of an object,
 * from a Secret, from a ConfigMap, or as a value. Where some variables differ, at least the others are written so.
 */
export function sameEnvironment(ours: Fields | undefined, theirs: PlacedContainer, objects: { ours: readonly Fields[]; theirs: readonly Fields[] }): void {
  const { container } = theirs;
  if (ours === undefined || (isDeepStrictEqual(ours['env'], container['env']) && isDeepStrictEqual(ours['envFrom'], container['envFrom']))) return;
  const [a, b] = [effective(ours, objects.ours), effective(container, objects.theirs)];
  if (a === undefined || b === undefined) return;
  // As ours are written they must also be found among their objects.
  if (!isDeepStrictEqual(sorted(a), sorted(b)) || !isDeepStrictEqual(sorted(effective(ours, objects.theirs) ?? new Map()), sorted(a))) {
    variablesOfOurs(mapsIn(ours['env']), b, theirs, objects.theirs);
    return;
  }
  for (const key of ['env', 'envFrom']) {
    if (ours[key] === undefined) Reflect.deleteProperty(container, key);
    else container[key] = structuredClone(ours[key]);
  }
}

/** Gives theirs each variable that ours name: as ours do where the value is the same, else with the value that it has there. */
function variablesOfOurs(ours: readonly Fields[], values: ReadonlyMap<string, string>, { container, path, written }: PlacedContainer, objects: readonly Fields[]): void {
  const own = mapsIn(container['env']);
  // A variable may be made of those before it.
  if ([...values.values()].some((value) => value.includes('$('))) return;
  own.forEach((item, index) => written.set(item, [...path, { key: 'env' }, { index }]));
  const given = ours.flatMap((item) => {
    const name = String(item['name']);
    const [value, there] = [values.get(name), own.find((each) => each['name'] === name)];
    if (value === undefined) return [];
    if (effective({ env: [item] }, objects)?.get(name) === value) return [structuredClone(item)];
    const isHeld = isMap(there?.['valueFrom']) && valueIn(objects, 'ConfigMap', there['valueFrom']['configMapKeyRef']) !== undefined;
    if (there !== undefined && !isHeld) return [there];
    // What a ConfigMap holds is compared by what it says.
    const made = isHeld ? { name, value } : fromSources(name, container, objects);
    if (made !== undefined) written.set(made, [...path, { key: 'env' }, { match: { name } }]);
    return made === undefined ? [] : [made];
  });
  const names = new Set(given.map(({ name }) => name));
  const all = [...given, ...own.filter(({ name }) => !names.has(name))];
  const [env, envFrom] = [all, mapsIn(container['envFrom']).filter((source) => !keysOf(source, objects).every((key) => all.some(({ name }) => name === key)))];
  for (const [key, list] of Object.entries({ env, envFrom })) {
    if (list.length === 0) Reflect.deleteProperty(container, key);
    else container[key] = list;
  }
}

/** A variable that comes with all keys of an object, written alone: of a ConfigMap with its value, of a Secret as a reference, which does not show it. */
function fromSources(name: string, { envFrom }: Fields, objects: readonly Fields[]): Fields | undefined {
  const source = mapsIn(envFrom).findLast((each) => keysOf(each, objects).includes(name));
  if (source === undefined) return undefined;
  const key = name.slice(prefixOf(source).length);
  if (isMap(source['secretRef'])) return { name, valueFrom: { secretKeyRef: { name: source['secretRef']['name'], key } } };
  return { name, value: heldBy(objects, 'ConfigMap', source['configMapRef'])?.get(key) };
}

/** The variables that a source of envFrom sets. */
function keysOf(source: Fields, objects: readonly Fields[]): string[] {
  return [...(heldBy(objects, ...sourceOf(source)) ?? new Map<string, string>()).keys()].map((key) => prefixOf(source) + key);
}

function sourceOf({ secretRef, configMapRef }: Fields): ['Secret' | 'ConfigMap', unknown] {
  return secretRef === undefined ? ['ConfigMap', configMapRef] : ['Secret', secretRef];
}

function prefixOf({ prefix = '' }: Fields): string {
  return String(prefix);
}

function sorted(values: ReadonlyMap<string, string>): [string, string][] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}
