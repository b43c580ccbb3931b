import type { Given } from '../../harness/lesson/given.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { apiHost, signIn } from './requests.ts';

/** Requests per second of each of the two kinds of visitors: together, a gap of a tenth of a second meets two of them. */
const RATE = 10;
/** Milliseconds until a request counts as lost: slow is not lost, and a small machine that starts pods is slow at times. */
const LOST_AFTER = 10_000;

/** What is sent: the members, by visitors who open a connection for each request, and by visitors who keep theirs. */
export async function membersTraffic(given: Given, phase: string, rate = RATE) {
  const headers = { authorization: `Bearer ${await signIn(given)}` };
  const request = { rate, deadlineMs: LOST_AFTER, path: '/members', host: apiHost, headers, expect: { status: 200, body: 'MemberId' } };
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
  const rate = phases.rate ?? RATE;
  await using traffic = await membersTraffic(given, phases.before, rate);
  await traffic.answered(rate);
  traffic.mark(phases.during);
  const changedAt = performance.now();
  await change();
  given.measure('changeMs', Math.round(performance.now() - changedAt));
  traffic.mark(phases.after);
  await traffic.answered(phases.requests ?? 2 * rate);
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
  /** Requests per second of each kind. */
  rate?: number;
}

/** The versions that answered in a phase, in order. */
export function versionsIn(report: TrafficReport, phase: string): string[] {
  return Object.keys(report.counts({ phase }).versions).sort();
}
