import type { Given } from '../../harness/lesson/given.ts';
import type { StreamOptions, Traffic } from '../../harness/traffic/start-traffic.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { apiHost, signIn } from './requests.ts';

/** Requests per second of each kind of visitor who asks for what is cheap: together with all others some 100, which a small machine bears beside pods that start. */
const MANY = { 'fresh': 30, 'keep-alive': 30, 'sticky': 30 };
/** Requests per second for the members, which ask the database as well. */
const MEMBERS_RATE = 10;
/** Milliseconds until a request counts as lost: slow is not lost, and a small machine that starts pods is slow at times. */
const LOST_AFTER = { cheap: 5_000, members: 10_000 };

/** The kinds of visitors: a connection for each request; a connection that is kept; that, and a cookie as well. */
export const KINDS = ['fresh', 'keep-alive', 'sticky'] as const;

export interface Visitors {
  /** Requests per second of each kind. */
  rates?: Record<(typeof KINDS)[number], number>;
  /** Two requests a second that take 3 s each, so that some are under way at any moment. */
  slow?: boolean;
}

/** What is sent: many cheap requests of every kind, and the members by visitors who have signed in. */
export async function visitors(given: Given, phase: string, { rates = MANY, slow = false }: Visitors = {}): Promise<Traffic> {
  const authorization = `Bearer ${await signIn(given)}`;
  const cheap = { host: apiHost, path: '/healthz', deadlineMs: LOST_AFTER.cheap, expect: { status: 200, body: '"ok"' } };
  const streams: StreamOptions[] = KINDS.map((kind) => ({ name: kind, kind, rate: rates[kind], ...cheap }));
  streams.push({ name: 'members', kind: 'fresh', rate: MEMBERS_RATE, host: apiHost, path: '/members', headers: { authorization }, deadlineMs: LOST_AFTER.members, expect: { status: 200, body: 'MemberId' } });
  if (slow) streams.push({ name: 'slow', kind: 'keep-alive', rate: 2, host: apiHost, path: '/slow?ms=3000', deadlineMs: LOST_AFTER.members, expect: { status: 200, body: '"waited":3000' } });
  // These lessons look for requests that fail, not for slow ones: one that leaves a tenth of a second late finds an
  // outage as well, and a small machine with two lessons on it is that late at times.
  return given.traffic({ phase, maxSlipMs: 100, streams });
}

/** Makes a change while visitors come, before, during and after it: phases of the report that is returned. */
export async function underTraffic(given: Given, phases: Phases, change: (traffic: Traffic) => Promise<void>): Promise<TrafficReport> {
  const oneSecond = (phases.rates ?? MANY).fresh;
  await using traffic = await visitors(given, phases.before, phases);
  await traffic.answered(oneSecond, { stream: 'fresh' });
  traffic.mark(phases.during);
  const changedAt = performance.now();
  await change(traffic);
  given.measure('changeMs', Math.round(performance.now() - changedAt));
  traffic.mark(phases.after);
  await traffic.answered(Math.max(phases.requests ?? 0, oneSecond), { stream: 'fresh' });
  const report = await traffic.stop();
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  return report;
}

export interface Phases extends Visitors {
  before: string;
  during: string;
  after: string;
  /** How many fresh requests follow the change; one second's worth at least. */
  requests?: number;
}

/** The versions that answered in a phase, in order; of one stream, or of all. */
export function versionsIn(report: TrafficReport, phase: string, stream?: string): string[] {
  return Object.keys(report.counts({ phase, ...(stream === undefined ? {} : { stream }) }).versions).sort();
}
