/**
 * One step of a field path: a key of a map, a position in a list, or the list's element that has these values.
 * `append` stands for the place after the last element.
 */
export type Step = { key: string } | { index: number } | { match: Record<string, string> } | { append: true };

/** `name`, `name[…]…`, or `["quoted key"]`; a leading dot as the API server writes it is fine, and so is a key that begins with one. */
const token = /\.?(\.?[^.[\]]+)|\[([^\]]*)\]/gy;

/**
 * Reads a field path such as `spec.containers[count].env[0].value`.
 *
 * In brackets: a number, nothing (append), a quoted key, `name="count"` as in messages of server-side apply, or a bare
 * word: the element of that name in a list, else the key of a map.
 *
 * @throws Error when the text is no path
 */
export function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < path.length) {
    const start = token.lastIndex;
    const found = token.exec(path);
    if (found === null) throw new Error(`"${path}" is not a field path (at character ${start + 1})`);
    steps.push(found[1] === undefined ? bracket(found[2] ?? '') : { key: found[1] });
  }
  return steps;
}

function bracket(text: string): Step {
  if (text === '') return { append: true };
  if (/^\d+$/.test(text)) return { index: Number(text) };
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted?.[2] !== undefined) return { key: quoted[2] };
  if (!text.includes('=')) return { match: { name: text } };
  const pairs = text.split(',').map((pair) => pair.split('=', 2));
  return { match: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value.replaceAll('"', '')])) };
}

/** Writes a path as it can be read again: `spec.containers[count].args`. */
export function formatPath(steps: readonly Step[]): string {
  return steps.reduce((text, step) => text + formatStep(step, text === ''), '');
}

function formatStep(step: Step, first: boolean): string {
  if ('index' in step) return `[${step.index}]`;
  if ('append' in step) return '[]';
  if ('match' in step) return `[${Object.values(step.match).join(',')}]`;
  if (/[./[\]]/.test(step.key)) return `['${step.key}']`;
  return first ? step.key : `.${step.key}`;
}

/** Replaces names by keys and positions, as far as the object has what the path says. */
export function resolvePath(object: unknown, steps: readonly Step[]): Step[] {
  let here = object;
  return steps.map((step) => {
    const found = locate(here, step);
    here = child(here, found);
    return found;
  });
}

/**
 * Replaces positions by names, as people look for an element of a list: `spec.containers[count].args` rather than
 * `spec.containers[0].args`. A position stays where the object has no such element, or where the name does not tell it apart.
 */
export function namePath(object: unknown, steps: readonly Step[]): Step[] {
  let here = object;
  let list: string | undefined;
  return resolvePath(object, steps).map((step) => {
    const name = 'index' in step && Array.isArray(here) && !keyedOtherwise.includes(list ?? '') ? nameAt(here, step.index) : undefined;
    here = child(here, step);
    if ('key' in step) list = step.key;
    return name === undefined ? step : { match: { name } };
  });
}

/** Lists whose elements have a `name` that is not theirs: a mount's is that of its volume. */
const keyedOtherwise = ['volumeMounts', 'volumeDevices'];

/** The name that tells an element of a list apart and can stand in a path; undefined when it has none. */
export function nameAt(list: readonly unknown[], index: number): string | undefined {
  const nameOf = (item: unknown): unknown => (isMap(item) ? item['name'] : undefined);
  const name = nameOf(list[index]);
  // One of digits would be read as a position.
  if (typeof name !== 'string' || !/^[a-zA-Z_][\w-]*$/.test(name)) return undefined;
  return list.filter((item) => nameOf(item) === name).length === 1 ? name : undefined;
}

/** The value at a path; undefined when there is none. */
export function valueAt(object: unknown, steps: readonly Step[]): unknown {
  return steps.reduce((here, step) => child(here, locate(here, step)), object);
}

/** Sets the value at a path in place; missing maps are made. Throws when the path leads through something else. */
export function setAt(object: unknown, steps: readonly Step[], value: unknown): void {
  const [last, ...before] = [...steps].reverse();
  if (last === undefined) throw new Error('cannot replace a whole object');
  let here = object;
  for (const step of before.reverse()) {
    const located = locate(here, step);
    if (child(here, located) === undefined) put(here, located, {});
    here = child(here, located);
  }
  put(here, locate(here, last), value);
}

/** Takes away what is at a path in place; does nothing when there is nothing. */
export function removeAt(object: unknown, steps: readonly Step[]): void {
  const parent = valueAt(object, steps.slice(0, -1));
  const last = steps.at(-1);
  if (last === undefined) throw new Error('cannot take away a whole object');
  const located = locate(parent, last);
  if (Array.isArray(parent) && 'index' in located) parent.splice(located.index, 1);
  else if (isMap(parent) && 'key' in located) Reflect.deleteProperty(parent, located.key);
}

function locate(here: unknown, step: Step): Step {
  if ('append' in step) return { index: Array.isArray(here) ? here.length : 0 };
  if (!('match' in step)) return step;
  if (Array.isArray(here)) {
    const index = here.findIndex((item: unknown) => matches(item, step.match));
    return index === -1 ? step : { index };
  }
  return step.match['name'] === undefined ? step : { key: step.match['name'] };
}

/** Whether a list's element has all of these values. */
export function matches(item: unknown, values: Record<string, string>): boolean {
  return isMap(item) && Object.entries(values).every(([key, value]) => String(item[key]) === value);
}

function child(here: unknown, step: Step): unknown {
  if ('index' in step) return Array.isArray(here) ? here[step.index] : undefined;
  return 'key' in step && isMap(here) ? here[step.key] : undefined;
}

function put(here: unknown, step: Step, value: unknown): void {
  if ('index' in step && Array.isArray(here)) here[step.index] = value;
  else if ('key' in step && isMap(here)) here[step.key] = value;
  else throw new Error(`there is no ${formatPath([step])} to change`);
}

/** Whether a value is a JSON object. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The maps of a list; nothing where there is no list. */
export function mapsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? (list as unknown[]).filter(isMap) : [];
}
