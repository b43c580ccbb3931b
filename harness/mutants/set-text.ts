import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import { formatPath, type Step } from '../manifests/field-path.ts';
import { endOf, extentOf, inline, keyText, lineStart, nextLine, nodeAt, spotOf, startOf, type Collection, type Edit } from './node-text.ts';

/** Writes a value at a path: in place of what is there, or as a new item of the nearest collection above. */
export function setting(text: string, root: Node, steps: readonly Step[], value: unknown): Edit {
  let here = root;
  for (const [depth, step] of steps.entries()) {
    const spot = spotOf(here, step);
    if (spot === undefined) return adding(text, here, steps.slice(depth), value);
    const next = nodeAt(spot);
    // A key without a value.
    if (next === undefined || isEmpty(next)) {
      return { from: extentOf(spot).to, to: extentOf(spot).to, text: `${next === undefined ? ':' : ''} ${inline(wrapped(steps.slice(depth + 1), value))}` };
    }
    here = next;
  }
  const end = endOf(here);
  return { from: startOf(here), to: end, text: inline(value) + (text[end - 1] === '\n' ? '\n' : '') };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}

function adding(text: string, here: Node, steps: readonly Step[], value: unknown): Edit {
  const [step, ...rest] = steps;
  const fits = step !== undefined && ((isMap(here) && 'key' in step) || (isSeq(here) && 'index' in step && step.index === here.items.length));
  if (!fits) throw new Error(`there is nothing that ${formatPath(steps)} could be added to`);
  const inner = inline(wrapped(rest, value));
  const item = 'key' in step ? `${keyText(step.key)}: ${inner}` : inner;
  const collection = here as Collection;
  if (collection.flow === true || collection.items.length === 0) {
    const before = (collection.range?.[1] ?? 1) - 1;
    return { from: before, to: before, text: collection.items.length === 0 ? item : `, ${item}` };
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
