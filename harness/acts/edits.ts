import { isDeepStrictEqual } from 'node:util';
import { asWritten } from '../manifests/applied/as-written.ts';
import type { KubeObject } from '../client/objects.ts';
import { isDefault } from '../explain/defaults.ts';
import { isMap, namePath, resolvePath, valueAt, type Step } from '../values/field-path.ts';

/** One value of an object that becomes another. */
export interface Edit {
  /** Elements of lists by their names, as far as those tell them apart. */
  path: readonly Step[];
  /** Undefined: the field is taken away. */
  value: unknown;
  /** What is there before. */
  was: unknown;
}

/** Fields that people change; all else is the server's. */
const identity = ['apiVersion', 'kind', 'status'];

/** What has to be changed in an object, as people have written it, so that it says what is wanted. */
export function editsBetween(live: KubeObject, wanted: KubeObject): Edit[] {
  const now = asWritten(live)?.object ?? live;
  return differing(wanted.kind ?? '', { now: reduced(now), wanted: reduced(wanted), path: [] }).map((edit) => ({ ...edit, path: namePath(edit.value === undefined ? now : wanted, edit.path) }));
}

/** Whether an object says all of that: what the server adds by itself, to a value or where one was taken away, does not matter. */
export function isDone(live: KubeObject, edits: readonly Edit[]): boolean {
  return edits.every(({ path, value, was }) => (value === undefined ? !isDeepStrictEqual(valueAt(live, path), was) : contains(valueAt(live, path), value)));
}

/** An operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

/** The same edits as a JSON patch of this very object. */
export function patchOf(live: KubeObject, edits: readonly Edit[]): PatchOperation[] {
  return edits.map(({ path, value }) => {
    const steps = resolvePath(live, path);
    const pointer = steps.map((step) => `/${('key' in step ? step.key : 'index' in step ? String(step.index) : '-').replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const isThere = valueAt(live, steps) !== undefined;
    if (value === undefined) return { op: 'remove', path: pointer };
    return { op: isThere ? 'replace' : 'add', path: pointer, value };
  });
}

function reduced(object: KubeObject): Record<string, unknown> {
  const { labels, annotations } = object.metadata ?? {};
  return {
    ...Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'metadata' && !identity.includes(key))),
    metadata: { ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) },
  };
}

interface Sides {
  now: unknown;
  wanted: unknown;
  path: readonly Step[];
  /** The maps that they are in. */
  around?: { now: unknown; wanted: unknown };
}

function differing(kind: string, { now, wanted, path, around }: Sides): Edit[] {
  if (isDeepStrictEqual(now, wanted)) return [];
  const keys = path.flatMap((step) => ('key' in step ? [step.key] : []));
  // What is left out means the default, and who has written a field owns its defaults too.
  if (wanted === undefined && isDefault(kind, keys, now, around?.now)) return [];
  if (now === undefined && isDefault(kind, keys, wanted, around?.wanted)) return [];
  if (isMap(now) && isMap(wanted)) return [...new Set([...Object.keys(now), ...Object.keys(wanted)])].flatMap((key) => differing(kind, { now: now[key], wanted: wanted[key], path: [...path, { key }], around: { now, wanted } }));
  if (Array.isArray(now) && Array.isArray(wanted) && now.length === wanted.length && now.every((each, index) => isSameElement(each, wanted[index]))) {
    return now.flatMap((each: unknown, index) => differing(kind, { now: each, wanted: (wanted as unknown[])[index], path: [...path, { index }], around: { now, wanted } }));
  }
  return [{ path, value: wanted, was: now }];
}

/** Elements of a list that only differ in what they say. */
function isSameElement(one: unknown, other: unknown): boolean {
  return isMap(one) && isMap(other) && one['name'] === other['name'];
}

function contains(live: unknown, value: unknown): boolean {
  if (isMap(value)) return isMap(live) && Object.entries(value).every(([key, each]) => contains(live[key], each));
  if (Array.isArray(value)) return Array.isArray(live) && live.length === value.length && value.every((each, index) => contains(live[index], each));
  return isDeepStrictEqual(live, value);
}
