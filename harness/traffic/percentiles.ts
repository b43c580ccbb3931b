import { build } from 'hdr-histogram-js';

/** Milliseconds within which this percentage of the requests ended. */
export interface Percentiles {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** Two minutes in microseconds: longer than the longest deadline of a request. */
const highestMicros = 130_000_000;

/** Percentiles of durations in milliseconds, to three digits (HDR histogram in microseconds). All are 0 where there is none. */
export function percentilesOf(durationsMs: Iterable<number>): Percentiles {
  const histogram = build({ bitBucketSize: 32, lowestDiscernibleValue: 1, highestTrackableValue: highestMicros, numberOfSignificantValueDigits: 3 });
  for (const ms of durationsMs) histogram.recordValue(Math.min(highestMicros, Math.max(0, Math.round(ms * 1_000))));
  if (histogram.totalCount === 0) return { p50: 0, p90: 0, p99: 0, max: 0 };
  const at = (percent: number): number => histogram.getValueAtPercentile(percent) / 1_000;
  return { p50: at(50), p90: at(90), p99: at(99), max: histogram.maxValue / 1_000 };
}
