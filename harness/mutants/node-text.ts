import { isMap, isPair, isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { Source } from '../manifests/source.ts';
import { keyAt, nodeAt, type Collection, type Spot } from '../manifests/spot.ts';

/** A replacement in a text. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The text with some parts replaced. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.toSorted((a, b) => b.from - a.from).reduce((done, { from, to, text: part }) => done.slice(0, from) + part + done.slice(to), text);
}

/** A value as it can stand anywhere in YAML: JSON, on one line. */
export function inline(value: unknown): string {
  return JSON.stringify(value);
}

/** Whether an object stands in a JSON text, or in YAML that is written as JSON is. */
export function isJson({ whole }: Source): boolean {
  return isMap(whole) && whole.flow === true;
}

/** A key as it is usually written: quoted in JSON, and where it must be. */
export function keyText(key: string, json: boolean): string {
  return !json && /^[A-Za-z_][\w./-]*$/.test(key) ? key : inline(key);
}

/** What a new item of a collection is written after: its last one, or the opening bracket of one in braces that is empty. */
export function endOfItems(collection: Collection): number {
  return collection.items.length === 0 ? (collection.range?.[0] ?? 0) + 1 : extentOf({ parent: collection, index: collection.items.length - 1 }).to;
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
