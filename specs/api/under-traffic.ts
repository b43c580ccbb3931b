import type { Given } from '../../harness/lesson/given.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { apiHost, signIn } from './requests.ts';

/** Requests per second of each kind of visitor: enough that a gap of a tenth of a second is noticed. */
const RATE = 20;
const SETTLED = 2 * RATE;

/** What is sent: the members, by visitors who open a connection for each request, and by visitors who keep theirs. */
export async function membersTraffic(given: Given, phase: string) {
  const headers = { authorization: `Bearer ${await signIn(given)}` };
  const request = { rate: RATE, path: '/members', host: apiHost, headers, expect: { status: 200, body: 'MemberId' } };
  return given.traffic({
    phase,
    // These lessons look for requests that fail, not for slow ones: one that leaves a tenth of a second late finds
    // an outage as well, and a small machine with two lessons on it is that late at times.
    maxSlipMs: 100,
    streams: [
      { name: 'fresh', kind: 'fresh', ...request },
      { name: 'keep-alive', kind: 'keep-alive', ...request },
    ],
  });
}

/** Makes a change while visitors come, before, during and after it: three phases of the report that is returned. */
export async function underTraffic(given: Given, phases: Phases, change: () => Promise<void>): Promise<TrafficReport> {
  await using traffic = await membersTraffic(given, phases.before);
  await traffic.answered(RATE);
  traffic.mark(phases.during);
  const changedAt = performance.now();
  await change();
  given.measure('changeMs', Math.round(performance.now() - changedAt));
  traffic.mark(phases.after);
  await traffic.answered(phases.requests ?? SETTLED);
  const report = await traffic.stop();
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  return report;
}

export interface Phases {
  before: string;
  during: string;
  after: string;
  /** How many requests of each kind follow the change; two seconds' worth if nothing is said. */
  requests?: number;
}

/** The versions that answered in a phase, in order. */
export function versionsIn(report: TrafficReport, phase: string): string[] {
  return Object.keys(report.counts({ phase }).versions).sort();
}
