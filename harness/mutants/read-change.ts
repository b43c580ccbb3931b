import { isMap, parsePath } from '../values/field-path.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Change } from './mutant.ts';

/** Reads one change as it is written in a file of mutants. Throws an Error that says what is wrong with it. */
export function readChange(entry: Record<string, unknown>): Change {
  const { of, ...rest } = entry;
  if (of !== undefined && (typeof of !== 'string' || !of.includes('/'))) throw new Error('of is not Kind/name');
  const change = read(rest);
  return of === undefined ? change : { ...change, of: of as ObjectName };
}

function read(entry: Record<string, unknown>): Change {
  const keys = Object.keys(entry).sort().join(' ');
  switch (keys) {
    case 'remove': return { do: 'remove', path: path(entry['remove']) };
    case 'set to': return { do: 'set', path: path(entry['set']), to: entry['to'] };
    case 'rename to': return { do: 'rename', path: path(entry['rename']), to: text(entry['to']) };
    case 'move to': return { do: 'move', path: path(entry['move']), to: path(entry['to']) };
    case 'text to': return { do: 'text', from: text(entry['text']), to: text(entry['to'], true) };
    case 'file':
    case 'object':
      if (entry[keys] !== 'remove') throw new Error(`the only thing to do with ${keys} is: remove`);
      return { do: 'leave out' };
    case 'object with':
      if (entry['object'] !== 'replace') throw new Error('the only thing to do with an object and a text is: replace');
      return { do: 'replace', text: text(entry['with']) };
    case 'add': return { do: 'add', text: text(entry['add']) };
    case 'reverse': return { do: 'reverse', path: entry['reverse'] === '' ? '' : path(entry['reverse']) };
    case 'json': return { do: 'json' };
    default: throw new Error(`no change is made of ${isMap(entry) && keys !== '' ? keys : 'nothing'}`);
  }
}

function path(value: unknown): string {
  const found = text(value);
  parsePath(found);
  return found;
}

function text(value: unknown, mayBeEmpty = false): string {
  if (typeof value !== 'string' || (value === '' && !mayBeEmpty)) throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
}
