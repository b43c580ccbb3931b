import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import { formatPath, type Step } from '../values/field-path.ts';
import type { Source } from '../manifests/source.ts';
import { nodeAt, type Collection } from '../manifests/spot.ts';
import { endOf, endOfItems, extentOf, inline, isJson, keyText, lineStart, nextLine, startOf, type Edit } from './node-text.ts';

/** Writes a value at a path: in place of what is there, or as a new item of the nearest collection above. */
export function setting(source: Source, steps: readonly Step[], value: unknown): Edit {
  const way = source.walk(steps);
  const spot = way.at(-1);
  const here = spot === undefined ? source.root : nodeAt(spot);
  const rest = steps.slice(way.length);
  // A key without a value.
  if (spot !== undefined && (here === undefined || isEmpty(here))) {
    const { to } = extentOf(spot);
    return { from: to, to, text: `${here === undefined ? ':' : ''} ${inline(wrapped(rest, value))}` };
  }
  const node = here as Node;
  if (rest.length > 0) return adding(source, node, rest, value);
  const end = endOf(node);
  return { from: startOf(node), to: end, text: inline(value) + (source.text[end - 1] === '\n' ? '\n' : '') };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}

function adding(source: Source, here: Node, steps: readonly Step[], value: unknown): Edit {
  const { text } = source;
  const [step, ...rest] = steps;
  const fits = step !== undefined && ((isMap(here) && 'key' in step) || (isSeq(here) && 'index' in step && step.index === here.items.length));
  if (!fits) throw new Error(`there is nothing that ${formatPath(steps)} could be added to`);
  const inner = inline(wrapped(rest, value));
  const item = 'key' in step ? `${keyText(step.key, isJson(source))}: ${inner}` : inner;
  const collection = here as Collection;
  if (collection.flow === true || collection.items.length === 0) {
    const at = endOfItems(collection);
    return { from: at, to: at, text: collection.items.length === 0 ? item : `, ${item}` };
  }
  const first = extentOf({ parent: collection, index: 0 }).from;
  const mark = isSeq(here) ? text.lastIndexOf('-', first - 1) : first;
  const indent = ' '.repeat(mark - lineStart(text, mark));
  const at = nextLine(text, endOf(collection));
  const broken = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  return { from: at, to: at, text: `${broken}${indent}${isSeq(here) ? '- ' : ''}${item}\n` };
}

/** The value inside the maps and lists that a path still needs. */
function wrapped(steps: readonly Step[], value: unknown): unknown {
  return steps.reduceRight<unknown>((inner, step) => {
    if ('key' in step) return { [step.key]: inner };
    if ('match' in step && typeof inner === 'object' && inner !== null) return [{ ...step.match, ...inner }];
    return [inner];
  }, value);
}
