import type { MutantsReport, NeutralResult } from '../mutant-results.ts';

/** The sums of these results. What could not be judged counts among all, and not among what passed. */
export function neutralCounts(changes: readonly NeutralResult[]): MutantsReport['neutral'] {
  const sorted = changes.toSorted((a, b) => a.id.localeCompare(b.id));
  const failed = sorted.flatMap(({ id, status, by = '', message = '' }) => (status === 'failed' ? [{ id, by, message }] : []));
  return { passed: sorted.filter(({ status }) => status === 'passed').length, total: sorted.length, failed, changes: sorted };
}
