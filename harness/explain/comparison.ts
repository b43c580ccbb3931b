import { isMap, type Step } from '../values/field-path.ts';
import { isDefault } from './defaults.ts';
import { exclusiveKeys, hasOrder, isAnotherProgram, isIndivisible, isStatement, optionsOfOne, renamedKeys } from './field-rules.ts';
import { pairItems } from './pair-items.ts';
import { isSameValue } from './same-value.ts';

/** One side of a difference. */
export interface Side {
  /** Where it is written; of what is not there: where it would be, or what it would be part of. */
  path: readonly Step[];
  /** Absent: nothing is there. */
  value?: unknown;
}

/** One place in which two objects differ, and which can be taken from either. */
export interface Difference {
  /** Its keys from the root on, without positions in lists: `['spec', 'containers', 'args']`. */
  keys: readonly string[];
  ours: Side;
  theirs: Side;
}

/** What is taken with a difference, and what stays without it. One difference may stand in several places. */
export interface Choice {
  difference: Difference;
  ours: unknown;
  theirs: unknown;
}

/** Two values side by side: what they have in common, and the places in which they differ. */
export type Comparison =
  | { is: 'same'; value: unknown }
  | ({ is: 'either' } & Choice)
  | { is: 'map'; entries: readonly (readonly [key: string, Comparison])[]; /** Maps of keys that can only be taken together. */ together?: Choice }
  | { is: 'list'; /** In the order of ours, and of theirs. */ oursFirst: readonly Comparison[]; theirsFirst: readonly Comparison[]; order?: Difference };

export interface CompareOptions {
  /** Where parts of theirs are written that were moved to their counterparts. */
  written?: WeakMap<object, readonly Step[]>;
  /** Takes the order of every list for a difference: containers are started in theirs, and volumes mounted. */
  everyOrder?: boolean;
}

/** Where two values stand. */
interface Place extends Required<CompareOptions> {
  kind: string;
  keys: readonly string[];
  ours: readonly Step[];
  theirs: readonly Step[];
}

/**
 * Compares two objects of a kind, or two parts of them. Order where it has no meaning, defaults, and another way to write the same value
 * make no difference.
 */
export function compare(kind: string, ours: unknown, theirs: unknown, { written = new WeakMap(), everyOrder = false }: CompareOptions = {}): Comparison {
  return compareAt({ kind, keys: [], ours: [], theirs: [], written, everyOrder }, ours, theirs, [undefined, undefined]);
}

function compareAt(place: Place, ours: unknown, theirs: unknown, parents: readonly [unknown, unknown]): Comparison {
  const [a, b] = [ours ?? undefined, theirs ?? undefined];
  const origin = typeof b === 'object' ? place.written.get(b) : undefined;
  const here = origin === undefined ? place : { ...place, theirs: origin };
  if (isMap(a) && isMap(b) && !isIndivisible(here.keys, a, b)) {
    const maps = compareMaps(here, a, b);
    if (!isStatement(here.keys) || differencesIn(maps).length < 2) return maps;
  }
  if (Array.isArray(a) && Array.isArray(b) && !isAnotherProgram(here.keys, a, b)) return compareLists(here, a, b);
  if (a === undefined ? isDefault(here.kind, here.keys, b, parents[1]) : b === undefined && isDefault(here.kind, here.keys, a, parents[0])) return { is: 'same', value: a };
  if (a !== undefined && b !== undefined && isSameValue(here.keys, a, b)) return { is: 'same', value: a };
  return { is: 'either', difference: differenceAt(here, a, b), ours: a, theirs: b };
}

function differenceAt({ keys, ours, theirs }: Place, a: unknown, b: unknown): Difference {
  return { keys, ours: sideOf(ours, a), theirs: sideOf(theirs, b) };
}

function sideOf(path: readonly Step[], value: unknown): Side {
  return value === undefined ? { path } : { path, value };
}

function compareMaps(place: Place, ours: Record<string, unknown>, theirs: Record<string, unknown>): Comparison {
  const exclusive = exclusiveKeys(place.keys, ours, theirs) ?? optionsOfOne(place.keys, ours, theirs) ?? renamedKeys(ours, theirs);
  const apart = new Set([...(exclusive?.ours ?? []), ...(exclusive?.theirs ?? [])]);
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter((key) => !apart.has(key));
  const entries = keys.map((key) => [key, compareAt(below(place, key), ours[key], theirs[key], [ours, theirs])] as const);
  if (exclusive === undefined) return { is: 'map', entries };
  const [a, b] = [pick(ours, exclusive.ours), pick(theirs, exclusive.theirs)];
  return { is: 'map', entries, together: { difference: exclusiveDifference(place, a, b), ours: a, theirs: b } };
}

/** Where each side has one key it is named, so that the path leads to what is written. */
function exclusiveDifference(place: Place, ours: Record<string, unknown>, theirs: Record<string, unknown>): Difference {
  const side = (path: readonly Step[], value: Record<string, unknown>): Side => {
    const [key, ...more] = Object.keys(value);
    if (key === undefined) return { path };
    return more.length === 0 ? { path: [...path, { key }], value: value[key] } : { path, value };
  };
  return { keys: [...place.keys, ...Object.keys(theirs).concat(Object.keys(ours)).slice(0, 1)], ours: side(place.ours, ours), theirs: side(place.theirs, theirs) };
}

function pick(map: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, map[key]]));
}

function below({ ours, theirs, keys, ...place }: Place, key: string): Place {
  return { ...place, keys: [...keys, key], ours: [...ours, { key }], theirs: [...theirs, { key }] };
}

function compareLists(place: Place, ours: readonly unknown[], theirs: readonly unknown[]): Comparison {
  const pairs = pairItems(place.keys.at(-1) ?? '', ours, theirs).map(({ ours: i, theirs: j }) => {
    const at = { ...place, ours: i === undefined ? place.ours : [...place.ours, { index: i }], theirs: j === undefined ? place.theirs : [...place.theirs, { index: j }] };
    return { i, j, both: compareAt(at, i === undefined ? undefined : ours[i], j === undefined ? undefined : theirs[j], [ours, theirs]) };
  });
  const common = pairs.filter(({ i, j }) => i !== undefined && j !== undefined).sort((a, b) => (a.i ?? 0) - (b.i ?? 0)).map(({ j = 0 }) => j);
  const isMixed = (place.everyOrder || hasOrder(place.keys)) && common.some((j, index) => j < (common[index - 1] ?? -1));
  const first = (side: 'i' | 'j'): Comparison[] => arrange(pairs, side, side === 'i' ? 'j' : 'i').map(({ both }) => both);
  return { is: 'list', oursFirst: first('i'), theirsFirst: first('j'), ...(isMixed ? { order: differenceAt(place, [...ours], [...theirs]) } : {}) };
}

/** The pairs in the order of one side; what only the other one has stands behind what it follows there. */
function arrange<P extends { i: number | undefined; j: number | undefined }>(pairs: readonly P[], side: 'i' | 'j', other: 'i' | 'j'): P[] {
  const arranged = pairs.filter((pair) => pair[side] !== undefined).sort((a, b) => (a[side] ?? 0) - (b[side] ?? 0));
  for (const pair of pairs.filter((each) => each[side] === undefined).sort((a, b) => (a[other] ?? 0) - (b[other] ?? 0))) {
    const before = arranged.findLastIndex((each) => each[other] !== undefined && (each[other] ?? 0) === (pair[other] ?? 0) - 1);
    arranged.splice(before + 1, 0, pair);
  }
  return arranged;
}

/** All places in which the two differ, from the first to the last. */
export function differencesIn(comparison: Comparison): Difference[] {
  const found = new Set<Difference>();
  const visit = (each: Comparison): void => {
    if (each.is === 'either') found.add(each.difference);
    if (each.is === 'list') {
      each.oursFirst.forEach(visit);
      if (each.order !== undefined) found.add(each.order);
    }
    if (each.is !== 'map') return;
    for (const [, entry] of each.entries) visit(entry);
    if (each.together !== undefined) found.add(each.together.difference);
  };
  visit(comparison);
  return [...found];
}

/** Ours, with these differences taken from theirs: with none it is ours, with all it is theirs, apart from what makes no difference. Undefined: nothing is there. */
export function merge(comparison: Comparison, taken: ReadonlySet<Difference>): unknown {
  switch (comparison.is) {
    case 'same': return structuredClone(comparison.value);
    case 'either': return chosen(comparison, taken);
    case 'map': {
      const entries = comparison.entries.map(([key, each]) => [key, merge(each, taken)] as const).filter(([, value]) => value !== undefined);
      const together = comparison.together === undefined ? {} : chosen(comparison.together, taken);
      return { ...Object.fromEntries(entries), ...(isMap(together) ? together : {}) };
    }
    case 'list': {
      const items = comparison.order !== undefined && taken.has(comparison.order) ? comparison.theirsFirst : comparison.oursFirst;
      return items.map((each) => merge(each, taken)).filter((value) => value !== undefined);
    }
  }
}

function chosen({ difference, ours, theirs }: Choice, taken: ReadonlySet<Difference>): unknown {
  return structuredClone(taken.has(difference) ? theirs : ours);
}
