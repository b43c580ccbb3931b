import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Step } from '../values/field-path.ts';

export type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

/** One step down a parsed text: the collection, and which of its items. */
export interface Spot {
  parent: Collection;
  index: number;
}

/**
 * The item that a step leads to: a key, a position, or the first element that has these values. An alias counts as what it
 * stands for. Undefined when there is no such item.
 */
export function spotOf(document: Document, from: Node | null | undefined, step: Step): Spot | undefined {
  const here = isAlias(from) ? from.resolve(document) : from;
  if (isMap(here)) {
    const key = 'key' in step ? step.key : 'match' in step ? step.match['name'] : undefined;
    return spotAt(here as YAMLMap<Node, Node | null>, here.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === key));
  }
  if (!isSeq(here)) return undefined;
  const parent = here as YAMLSeq<Node>;
  if ('index' in step) return spotAt(parent, step.index);
  return 'match' in step ? spotAt(parent, parent.items.findIndex((item) => fits(item, step.match))) : undefined;
}

function spotAt(parent: Collection, index: number): Spot | undefined {
  return index >= 0 && index < parent.items.length ? { parent, index } : undefined;
}

function fits(item: Node, values: Record<string, string>): boolean {
  return isMap(item) && Object.entries(values).every(([key, value]) => String(item.get(key)) === value);
}

/** The value at a spot; undefined where a key has none. */
export function nodeAt({ parent, index }: Spot): Node | undefined {
  const item: Pair<Node, Node | null> | Node | undefined = parent.items[index];
  return (isPair(item) ? item.value : item) ?? undefined;
}

/** The key at a spot of a map. */
export function keyAt({ parent, index }: Spot): Node | undefined {
  const item: Pair<Node, Node | null> | Node | undefined = parent.items[index];
  return isPair(item) ? item.key : undefined;
}
