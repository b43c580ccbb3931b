import { expect } from 'chai';
import type { Blame, Given } from '../../harness/lesson/given.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { describeShare, testShare } from '../../harness/traffic/share.ts';

/**
 * Requests per second of each kind. They have no common divisor: visitors who came in step with the balancer's turns would
 * meet the same pod again and again.
 */
export const RATES_FOR_A_SHARE = { 'fresh': 47, 'keep-alive': 17, 'sticky': 11 };

/** How often one test says "wrong" of a right share: the six of the lesson together do so in less than 1 of 10 000 runs. */
const FALSE_ALARM = 0.000_01;

/**
 * Tests the canary's share of a phase. Fresh connections and kept ones are judged alike: the ingress controller chooses a
 * pod for each request, whatever connection it comes by.
 */
export async function requireShare(given: Given, report: TrafficReport, phase: string, expected: number, blame: Blame): Promise<void> {
  for (const stream of ['fresh', 'keep-alive'] as const) {
    const { ok, versions } = report.counts({ phase, stream });
    const share = testShare({ hits: versions['2.0'] ?? 0, total: ok, expected, falseAlarm: FALSE_ALARM });
    const name = `${stream === 'fresh' ? 'fresh' : 'keepAlive'}1Of${Math.round(1 / expected)}`;
    given.measure(`${name}Requests`, share.n);
    given.measure(`${name}Percent`, percent(share.share));
    given.measure(`${name}LowPercent`, percent(share.interval[0]));
    given.measure(`${name}HighPercent`, percent(share.interval[1]));
    await given.blame(blame, () => expect(share.agrees, `requests of the kind ${stream} that the canary got: ${describeShare(share)}`).to.be.true);
  }
}

/**
 * The rule for visitors with a cookie: each stays with one pod while that pod is there, whoever comes or goes beside it.
 * `gone` are the pods that may be left.
 */
export async function requireStaying(given: Given, report: TrafficReport, gone: readonly string[], blame: Blame): Promise<void> {
  const moved = report.clients('sticky').flatMap(({ client, visits }) =>
    visits.slice(1).flatMap(({ pod }, n) => (gone.includes(visits[n]?.pod ?? '') ? [] : [`visitor ${client} went from ${visits[n]?.pod ?? ''} to ${pod}`])));
  await given.blame(blame, () => expect(moved, 'visitors with a cookie whose pod was there, and who met another').to.deep.equal([]));
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}
