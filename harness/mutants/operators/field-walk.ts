import { formatPath, isMap, nameAt, type Step } from '../../values/field-path.ts';

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
    const items = value as unknown[];
    const names = items.flatMap((_, index) => nameAt(items, index) ?? []);
    // Either all or none, so that a path stays the same when others come or go.
    const stepTo = (index: number): Step => (names.length === items.length ? { match: { name: names[index] ?? '' } } : { index });
    return [own, ...items.flatMap((item, index) => below([...steps, stepTo(index)], keys, item, true))];
  }
  if (!isMap(value)) return [own];
  return [own, ...Object.entries(value).flatMap(([key, inner]) => below([...steps, { key }], [...keys, key], inner, false))];
}
