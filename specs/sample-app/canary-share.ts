import type { Blame, Given } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { describeShare, testShare } from '../../harness/traffic/share.ts';
import { t } from './texts.ts';
import { withoutCookie } from './under-traffic.ts';

/** How often one test rejects a right share: the eight of the lesson together do so in less than 1 of 10 000 runs. */
const falseAlarm = 0.000_01;

/** A share of the requests that a version should get. */
export interface ExpectedShare {
  /** What it is called in the measures: `1Of4`. */
  name: string;
  phase: Text;
  /** From 0 to 1. */
  expected: number;
}

/**
 * Throws LessonFailure when the share that 2.0 gets in a phase is not the expected one. Fresh connections and kept ones are
 * judged alike: the ingress controller chooses a pod for each request, whatever connection it comes by.
 */
export function requireShare(given: Given, report: TrafficReport, { name, phase, expected }: ExpectedShare, blame: Blame): void {
  for (const stream of withoutCookie) {
    const { ok, versions } = report.counts({ phase, stream });
    const share = testShare({ hits: versions['2.0'] ?? 0, total: ok, expected, falseAlarm });
    const measured = `${stream === 'fresh' ? 'fresh' : 'keepAlive'}${name}`;
    given.measure(`${measured}Requests`, share.n);
    given.measure(`${measured}Percent`, percent(share.share));
    given.measure(`${measured}LowPercent`, percent(share.interval[0]));
    given.measure(`${measured}HighPercent`, percent(share.interval[1]));
    if (!share.agrees) given.fail({ ...blame, expected: t.share.agrees(String(percent(expected)), stream), observed: describeShare(share) });
  }
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}
