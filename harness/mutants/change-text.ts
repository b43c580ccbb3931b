import { isMap } from 'yaml';
import type { Document, Node } from 'yaml';
import { formatPath, parsePath, resolvePath, valueAt, type Step } from '../manifests/field-path.ts';
import type { Change } from './mutant.ts';
import { applyEdits, endOf, keyAt, keyText, nextLine, nodeAt, spotOf, startOf, type Edit, type Spot } from './node-text.ts';
import { removal } from './remove-text.ts';
import { setting } from './set-text.ts';

/** One object in the text of a file. */
export interface ObjectText {
  text: string;
  document: Document;
  root: Node;
}

/** The file's text after a change of one of its objects. Throws an Error that says why the change cannot be made. */
export function changeText(object: ObjectText, change: Change): string {
  const { text, root } = object;
  switch (change.do) {
    case 'remove': return applyEdits(text, [removal(text, need(object, change.path))]);
    case 'set': return applyEdits(text, [setting(text, root, steps(object, change.path), change.to)]);
    case 'rename': return applyEdits(text, [renaming(need(object, change.path), change)]);
    case 'move': throw new Error('a move is made in two steps');
    case 'text': return replaced(object, change.from, change.to);
    case 'leave out': return applyEdits(text, [{ from: startOf(root), to: nextLine(text, endOf(root)), text: '' }]);
    case 'add': {
      const at = nextLine(text, endOf(root));
      const broken = text[at - 1] === '\n' ? '' : '\n';
      return applyEdits(text, [{ from: at, to: at, text: `${broken}---\n${change.text.trimEnd()}\n` }]);
    }
    case 'reverse': return applyEdits(text, [rewriting(object, change.path, reversed)]);
    case 'json': return applyEdits(text, [rewriting(object, '', (value) => value)]);
  }
}

/** The value at a path of an object; throws when there is none. */
export function valueIn(object: ObjectText, path: string): unknown {
  need(object, path);
  return valueAt(object.root.toJS(object.document), parsePath(path));
}

/** The path with keys and positions only. */
function steps({ root, document }: ObjectText, path: string): Step[] {
  return resolvePath(root.toJS(document), parsePath(path));
}

function need(object: ObjectText, path: string): Spot {
  let here: Node | undefined = object.root;
  let spot: Spot | undefined;
  for (const step of steps(object, path)) {
    spot = spotOf(here, step);
    if (spot === undefined) throw new Error(`there is no ${formatPath([step])} of ${path}`);
    here = nodeAt(spot);
  }
  if (spot === undefined) throw new Error('the path is empty');
  return spot;
}

function renaming(spot: Spot, { path, to }: { path: string; to: string }): Edit {
  const key = keyAt(spot);
  if (key === undefined) throw new Error(`${path} is no key`);
  return { from: startOf(key), to: endOf(key), text: keyText(to) };
}

function replaced({ text, root }: ObjectText, from: string, to: string): string {
  const [start, end] = [startOf(root), root.range?.[2] ?? text.length];
  const own = text.slice(start, end);
  const parts = own.split(from);
  if (parts.length !== 2) throw new Error(`the text ${JSON.stringify(from)} is there ${parts.length - 1} times, not once`);
  return text.slice(0, start) + parts.join(to) + text.slice(end);
}

function rewriting(object: ObjectText, path: string, change: (value: unknown) => unknown): Edit {
  const node = path === '' ? object.root : nodeAt(need(object, path));
  if (node === undefined) throw new Error(`${path} has no value`);
  const end = endOf(node);
  const value = change(node.toJS(object.document));
  // The whole object may spread over lines, as a program writes JSON; a part of one must not end its parent.
  const json = path === '' && isMap(node) ? JSON.stringify(value, undefined, 2) : JSON.stringify(value);
  return { from: startOf(node), to: end, text: json + (object.text[end - 1] === '\n' ? '\n' : '') };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).toReversed();
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).toReversed());
  throw new Error('only maps and lists have an order');
}
