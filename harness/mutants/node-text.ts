import { isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Step } from '../manifests/field-path.ts';

/** A replacement in a text. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

export type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

/** One step down a parsed text: the collection, and which of its items. */
export interface Spot {
  parent: Collection;
  index: number;
}

/** The text with some parts replaced. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.toSorted((a, b) => b.from - a.from).reduce((done, { from, to, text: part }) => done.slice(0, from) + part + done.slice(to), text);
}

/** A value as it can stand anywhere in YAML: JSON, on one line. */
export function inline(value: unknown): string {
  return JSON.stringify(value);
}

/** A key as it is usually written; quoted only where it must be. */
export function keyText(key: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(key) ? key : inline(key);
}

/** The item of a collection that a step (a key or a position) leads to. */
export function spotOf(here: Node | null | undefined, step: Step): Spot | undefined {
  if (isMap(here) && 'key' in step) {
    const index = here.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === step.key);
    return index < 0 ? undefined : { parent: here as YAMLMap<Node, Node | null>, index };
  }
  if (isSeq(here) && 'index' in step && step.index < here.items.length) return { parent: here as YAMLSeq<Node>, index: step.index };
  return undefined;
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

/** Where a node's text begins, and where it ends, comments behind it left out. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

export function endOf(node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    const inner = isPair(last) ? ((last.value ?? last.key) as Node) : (last as Node | undefined);
    if (inner !== undefined) return endOf(inner);
  }
  return node.range?.[1] ?? 0;
}

/** Where the item at a spot begins and ends. An item of a block sequence begins at its value, behind the dash. */
export function extentOf(spot: Spot): { from: number; to: number } {
  const key = keyAt(spot);
  const value = nodeAt(spot);
  const from = startOf((key ?? value) as Node);
  return { from, to: Math.max(value === undefined ? 0 : endOf(value), key === undefined ? 0 : endOf(key)) };
}

/** The start of the line that a position is in. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The start of the line after a position; a position at the start of a line is there already. */
export function nextLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
