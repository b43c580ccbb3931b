import { parseQuantity } from '../../harness/wait/quantity.ts';

/** No container runs with less memory than this, in bytes. */
const least = 2 ** 20;

/** As a quota's admission says what a pod asks for, and what there is. */
const limited = /limited: (\S+)/;

/**
 * What a quota has hardly anything of, when it has refused a pod: its key, such as `requests.memory`, whose value is less memory than
 * any pod needs (`64m` are thousandths of a byte). Undefined where that is not what is wrong.
 */
export function hardlyAnythingOf(refusal: string): string | undefined {
  const pairs = limited.exec(refusal)?.[1]?.split(',').map((pair) => pair.split('=')) ?? [];
  return pairs.find(([key = '', value = '']) => /(^|\.)memory$/.test(key) && parseQuantity(value) < least)?.[0];
}
