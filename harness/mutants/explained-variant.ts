import type { Explained } from '../verdict/results.ts';

/** The cause that `--explain` found for the failure of a mutant or a case. */
export interface ExplainedVariant {
  verdict: Explained['verdict'];
  /** Whether it is proved, and is what the variant has changed. */
  found: boolean;
  /** Its places, as `Kind/name field`. */
  causes: string[];
  runs: number;
  durationMs: number;
}

/** How many causes were looked for and found. */
export interface ExplainedCounts {
  found: number;
  total: number;
  medianMs: number;
  longestMs: number;
}

/** What `--explain` has found; undefined where it was not asked for. */
export function explainedCounts(variants: readonly { explained?: ExplainedVariant }[]): ExplainedCounts | undefined {
  const all = variants.flatMap(({ explained }) => explained ?? []);
  return countsOf(all.filter(({ found }) => found).length, all.map(({ durationMs }) => durationMs));
}

/**
 * So many found of those that were looked for; undefined where none was.
 *
 * @param tookMs how long each took, in milliseconds, in any order
 */
export function countsOf(found: number, tookMs: readonly number[]): ExplainedCounts | undefined {
  const times = tookMs.toSorted((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return median === undefined ? undefined : { found, total: times.length, medianMs: median, longestMs: times.at(-1) ?? median };
}
