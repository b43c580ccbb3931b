import { isMap } from 'yaml';
import { formatPath, parsePath, resolvePath, valueAt, type Step } from '../values/field-path.ts';
import type { Source } from '../manifests/source.ts';
import { keyAt, nodeAt, type Spot } from '../manifests/spot.ts';
import type { Change } from './mutant.ts';
import { applyEdits, endOf, isJson, keyText, nextLine, startOf, type Edit } from './node-text.ts';
import { removal } from './remove-text.ts';
import { setting } from './set-text.ts';

/**
 * The file's text after a change of one of its objects. What stands behind an alias is changed where it is written.
 *
 * @throws Error that says why the change cannot be made
 */
export function changeText(object: Source, change: Change): string {
  const { text, root, member, whole } = object;
  switch (change.do) {
    case 'remove': return applyEdits(text, [removal(text, need(object, change.path))]);
    case 'set': return applyEdits(text, [setting(object, steps(object, change.path), change.to)]);
    case 'rename': return applyEdits(text, [renaming(object, change)]);
    case 'move': throw new Error('a move is made in two steps');
    case 'text': return replaced(object, change.from, change.to);
    case 'leave out': return applyEdits(text, [member === undefined ? { from: startOf(root), to: nextLine(text, endOf(root)), text: '' } : removal(text, member)]);
    case 'replace': {
      if (member !== undefined) throw new Error('an object in a list cannot be replaced by a text');
      return applyEdits(text, [{ from: startOf(root), to: nextLine(text, endOf(root)), text: `${change.text.trimEnd()}\n` }]);
    }
    case 'add': {
      const at = nextLine(text, endOf(whole));
      const broken = text[at - 1] === '\n' ? '' : '\n';
      return applyEdits(text, [{ from: at, to: at, text: `${broken}---\n${change.text.trimEnd()}\n` }]);
    }
    case 'reverse': return applyEdits(text, [rewriting(object, change.path, reversed)]);
    case 'json': return applyEdits(text, [rewriting(object, '', (value) => value)]);
  }
}

/** The value at a path of an object; throws when there is none. */
export function valueIn(object: Source, path: string): unknown {
  need(object, path);
  return valueAt(object.value(), parsePath(path));
}

/** The path with keys and positions only. */
function steps(object: Source, path: string): Step[] {
  return resolvePath(object.value(), parsePath(path));
}

function need(object: Source, path: string): Spot {
  const asked = steps(object, path);
  const way = object.walk(asked);
  const missing = asked[way.length];
  if (missing !== undefined) throw new Error(`there is no ${formatPath([missing])} of ${path}`);
  const spot = way.at(-1);
  if (spot === undefined) throw new Error('the path is empty');
  return spot;
}

function renaming(object: Source, { path, to }: { path: string; to: string }): Edit {
  const key = keyAt(need(object, path));
  if (key === undefined) throw new Error(`${path} is no key`);
  return { from: startOf(key), to: endOf(key), text: keyText(to, isJson(object)) };
}

function replaced({ text, root }: Source, from: string, to: string): string {
  const [start, end] = [startOf(root), root.range?.[2] ?? text.length];
  const own = text.slice(start, end);
  const parts = own.split(from);
  if (parts.length !== 2) throw new Error(`the text ${JSON.stringify(from)} is there ${parts.length - 1} times, not once`);
  return text.slice(0, start) + parts.join(to) + text.slice(end);
}

function rewriting(object: Source, path: string, change: (value: unknown) => unknown): Edit {
  const node = path === '' ? object.root : nodeAt(need(object, path));
  if (node === undefined) throw new Error(`${path} has no value`);
  const end = endOf(node);
  const value = change(object.value(node));
  // A whole document may spread over lines, as a program writes JSON; a part of one must not end its parent.
  const json = node === object.whole && isMap(node) ? JSON.stringify(value, undefined, 2) : JSON.stringify(value);
  return { from: startOf(node), to: end, text: json + (object.text[end - 1] === '\n' ? '\n' : '') };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).toReversed();
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).toReversed());
  throw new Error('only maps and lists have an order');
}
