import { isMap } from 'yaml';
import type { Spot } from '../manifests/spot.ts';
import { extentOf, lineStart, nextLine, type Edit } from './node-text.ts';

/** Takes an item away as a person would: its lines in block style, its part of the line in flow style. */
export function removal(text: string, spot: Spot): Edit {
  if (spot.parent.flow === true) return fromFlow(spot);
  return isMap(spot.parent) ? fromBlockMap(text, spot) : fromBlockList(text, spot);
}

function fromFlow({ parent, index }: Spot): Edit {
  const own = extentOf({ parent, index });
  if (index > 0) return { from: extentOf({ parent, index: index - 1 }).to, to: own.to, text: '' };
  if (parent.items.length > 1) return { from: own.from, to: extentOf({ parent, index: 1 }).from, text: '' };
  return { ...own, text: '' };
}

function fromBlockMap(text: string, { parent, index }: Spot): Edit {
  const own = extentOf({ parent, index });
  const start = lineStart(text, own.from);
  // Behind the dash of a list, or behind `---`: the next key moves up.
  const leading = text.slice(start, own.from).trim() !== '';
  if (!leading) return { from: start, to: nextLine(text, own.to), text: '' };
  if (index + 1 < parent.items.length) return { from: own.from, to: extentOf({ parent, index: index + 1 }).from, text: '' };
  return { from: own.from, to: own.to, text: text[own.to - 1] === '\n' ? '{}\n' : '{}' };
}

function fromBlockList(text: string, spot: Spot): Edit {
  const own = extentOf(spot);
  const dash = text.lastIndexOf('-', own.from - 1);
  const start = lineStart(text, dash);
  // The first item of a list in a list stands behind two dashes.
  if (text.slice(start, dash).trim() !== '') return { from: own.from, to: own.to, text: 'null' };
  return { from: start, to: nextLine(text, own.to), text: '' };
}
