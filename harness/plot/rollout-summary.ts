import { duration } from '../text/duration.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { SecondOfTraffic } from '../traffic/series.ts';

/** Most letters of the course in a line. */
const longest = 24;
const steps = '▁▂▃▄▅▆▇█';
/** A part in which nothing changed: one version answered all requests of the run. */
const unchanged = '·';

const t = texts.plot.summary;

/**
 * The same as the plot in one line of text: which share of the responses the newer version gave, second by second, with an ✘
 * where requests failed, and the numbers. Where one version answered all requests and none failed, there is no course.
 */
export function summariseRollout(title: Text, report: TrafficReport, record?: { minReady: number; maxTotal: number }): Text {
  const { requests, failed, latency } = report.counts();
  const seconds = report.series;
  const numbers = t.numbers(requests, failed, duration(latency.p50), duration(latency.p99));
  const pods = record === undefined ? [] : [t.pods(record.minReady, record.maxTotal)];
  return joinTexts([t.all(title, courseOf(seconds), seconds.length, numbers), ...pods], '');
}

/** `▁▁▁▄✘▅██ 2.0`; empty where nothing changed. */
function courseOf(seconds: readonly SecondOfTraffic[]): string {
  const { versions, newest } = versionsOf(seconds);
  if (versions <= 1 && seconds.every(({ failed }) => failed === 0)) return '';
  const size = Math.ceil(seconds.length / longest);
  const letters: string[] = [];
  for (let from = 0; from < seconds.length; from += size) {
    const part = seconds.slice(from, from + size);
    const sum = (count: (second: SecondOfTraffic) => number): number => part.reduce((all, second) => all + count(second), 0);
    if (sum((second) => second.failed) > 0) letters.push('✘');
    else if (versions <= 1) letters.push(unchanged);
    else letters.push(stepOf(sum((second) => second.versions[newest] ?? 0) / Math.max(1, sum((second) => second.ok))));
  }
  return `${letters.join('')} ${newest}`.trimEnd();
}

function stepOf(share: number): string {
  return steps[Math.min(steps.length - 1, Math.floor(share * steps.length))] ?? '';
}

/** How many versions answered, and the one that came last; of several that came in the same second, the highest. */
function versionsOf(seconds: readonly SecondOfTraffic[]): { versions: number; newest: string } {
  const order = [...new Set(seconds.flatMap(({ versions }) => Object.keys(versions).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))))];
  return { versions: order.length, newest: order.at(-1) ?? '' };
}
