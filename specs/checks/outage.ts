import type { TrafficReport } from '../../harness/traffic/report.ts';

/** Milliseconds from the first lost request to the last, by when they left; 0 when none or one was lost. */
export function outageMs(report: TrafficReport): number {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const { ok, sentMs } of report.samples()) {
    if (ok) continue;
    first = Math.min(first, sentMs);
    last = Math.max(last, sentMs);
  }
  return Math.round(Math.max(0, last - first));
}
