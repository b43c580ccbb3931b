import { formatPath, isMap, type Step } from '../../manifests/field-path.ts';

/** One field of an object, with its way from the top. */
export interface Field {
  /** Elements of lists by their names, where they have some: the path stays the same when others come or go. */
  path: string;
  /** The last key on the way, lists passed over: `args` for the second argument too. */
  key: string;
  /** Keys from the top to here, lists passed over. */
  keys: readonly string[];
  /** Whether it is an element of a list. */
  element: boolean;
  value: unknown;
}

/** Every field of an object below `metadata`, `spec`, `data` and the like, parents before their children. */
export function fieldsIn(object: unknown): Field[] {
  if (!isMap(object)) return [];
  return Object.entries(object)
    .filter(([key]) => !['apiVersion', 'kind', 'status'].includes(key))
    .flatMap(([key, value]) => below([{ key }], [key], value, false));
}

function below(steps: readonly Step[], keys: readonly string[], value: unknown, element: boolean): Field[] {
  const own: Field = { path: formatPath(steps), key: keys.at(-1) ?? '', keys, element, value };
  if (Array.isArray(value)) {
    const named = areNamed(value);
    return [own, ...(value as unknown[]).flatMap((item, index) => below([...steps, named ? { match: { name: nameOf(item) } } : { index }], keys, item, true))];
  }
  if (!isMap(value)) return [own];
  return [own, ...Object.entries(value).flatMap(([key, inner]) => below([...steps, { key }], [...keys, key], inner, false))];
}

/** Whether names tell the elements apart; a name of digits would be read as a position. */
function areNamed(list: readonly unknown[]): boolean {
  const names = list.map(nameOf);
  return new Set(names).size === list.length && names.every((name) => /^[a-zA-Z_][\w-]*$/.test(name));
}

function nameOf(item: unknown): string {
  return isMap(item) && typeof item['name'] === 'string' ? item['name'] : '';
}
