import type { TrafficReport } from '../traffic/report.ts';
import type { RolloutView } from './rollout-view.ts';
import { duration } from '../text/duration.ts';

/** Most letters of the course in a line. */
const longest = 24;
const steps = '▁▂▃▄▅▆▇█';

/**
 * The same as the plot in one line of text: how the answers of the last version grew, second by second, with an ✘ where
 * requests failed, and the numbers.
 */
export function summariseRollout(view: RolloutView, report: TrafficReport, record?: { minReady: number; maxTotal: number }): string {
  const { requests, failed, latency } = report.counts();
  const pods = record === undefined ? '' : `, ${record.minReady} or more pods ready, ${record.maxTotal} at most`;
  const last = view.seconds.findLast(({ ok }) => ok > 0);
  const version = mostOf(last?.versions ?? {});
  return `${view.title}: ${course(view, version)}${version === '' ? '' : ` ${version}`} in ${view.seconds.length} s, ${requests} requests, ${failed} failed, p50 ${duration(latency.p50)}, p99 ${duration(latency.p99)}${pods}`;
}

function mostOf(versions: Record<string, number>): string {
  return Object.entries(versions).reduce<[string, number]>((most, each) => (each[1] > most[1] ? each : most), ['', 0])[0];
}

function course(view: RolloutView, version: string): string {
  const size = Math.ceil(view.seconds.length / longest);
  const letters: string[] = [];
  for (let from = 0; from < view.seconds.length; from += size) {
    const part = view.seconds.slice(from, from + size);
    const sum = (count: (second: RolloutView['seconds'][number]) => number): number => part.reduce((all, second) => all + count(second), 0);
    const ok = sum((second) => second.ok);
    const share = ok === 0 ? 0 : sum((second) => second.versions[version] ?? 0) / ok;
    letters.push(sum((second) => second.failed) > 0 ? '✘' : (steps[Math.min(steps.length - 1, Math.floor(share * steps.length))] ?? ''));
  }
  return letters.join('');
}
