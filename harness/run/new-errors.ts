import type { RunError } from '../verdict/results.ts';

/**
 * The errors that say something new: one cause with a code, such as the loss of the cluster, is told once, not again by each
 * lesson that meets it.
 */
export function newErrors(known: readonly RunError[], more: readonly RunError[]): RunError[] {
  const told = new Set(known.map(({ code }) => code));
  return more.filter(({ code }) => {
    if (code === undefined) return true;
    const isNew = !told.has(code);
    told.add(code);
    return isNew;
  });
}
