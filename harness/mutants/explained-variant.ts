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
  const times = all.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return median === undefined ? undefined : { found: all.filter(({ found }) => found).length, total: all.length, medianMs: median, longestMs: times.at(-1) ?? median };
}
