import { expect } from 'chai';
import type { Given, RolloutRecord } from '../../harness/lesson/given.ts';
import type { RolloutRecorder } from '../../harness/rollout/rollout-recorder.ts';
import type { Sample } from '../../harness/traffic/sample.ts';
import type { StreamOptions, Traffic } from '../../harness/traffic/start-traffic.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { apiHost, signIn } from './requests.ts';

/** The kinds of visitors: a connection for each request; a connection that is kept; that, and a cookie as well. */
export const KINDS = ['fresh', 'keep-alive', 'sticky'] as const;
type Kind = (typeof KINDS)[number];
/** Requests per second of each kind. */
export type Rates = Readonly<Record<Kind, number>>;

/** Those whom the ingress controller sends to a pod of its choice with every request. */
export const WITHOUT_COOKIE: readonly Kind[] = ['fresh', 'keep-alive'];

/** Those who ask for the members, and with them the database, which may take longer: requests per second, and milliseconds. */
const MEMBERS = { rate: 10, lostAfter: 5_000 };
/** Four visitors with a cookie, each of whom asks once a second for what takes 3 s: each always has some under way. */
export const SLOW = { rate: 4, clients: 4, ms: 3_000 };

/** Milliseconds until a request counts as lost, beyond what it takes by itself. */
const LOST_AFTER = 2_000;

/** Answers in a row of one version that tell that visitors are sent to no other. */
const IN_A_ROW = 100;

/** Who comes, how often and to where. */
export interface Visitors {
  /**
   * Without a common divisor: visitors who came in step with the balancer's turns would meet the same pod again and again.
   * Two lessons run at a time, and beyond some 500 requests per second two cores have no time left to start pods.
   */
  rates: Rates;
  /** Slow requests as well, some of which are under way at any moment. */
  slow?: boolean;
  /** Where the visitors come to; `api.k8s` when absent. */
  host?: string;
}

/** What is sent: many cheap requests of every kind, and the members by visitors who have signed in. */
export async function visitors(given: Given, phase: string, { rates, slow = false, host = apiHost }: Visitors): Promise<Traffic> {
  const authorization = `Bearer ${await signIn(given)}`;
  const common = { host, deadlineMs: LOST_AFTER };
  const streams: StreamOptions[] = KINDS.map((kind) => ({ ...common, name: kind, kind, rate: rates[kind], path: '/healthz', expect: { body: '"ok"' } }));
  streams.push({ ...common, name: 'members', kind: 'fresh', rate: MEMBERS.rate, deadlineMs: MEMBERS.lostAfter, path: '/members', headers: { authorization }, expect: { body: 'MemberId' } });
  if (slow) {
    const { rate, clients, ms } = SLOW;
    streams.push({ ...common, name: 'slow', kind: 'sticky', rate, clients, path: `/slow?ms=${ms}`, deadlineMs: ms + LOST_AFTER, expect: { body: `"waited":${ms}` } });
  }
  return given.traffic({ phase, streams });
}

/** A change that is made while visitors come; its phases are those of the report. */
export interface ChangeUnderTraffic extends Visitors {
  before: string;
  during: string;
  after: string;
  /** Deployments that take part, the one that is blamed for failed requests first. */
  deployments: readonly [string, ...string[]];
  /** How many fresh requests come before the change; half a second's worth when absent. */
  requestsBefore?: number;
  /** How many fresh requests follow the change; half a second's worth when absent. */
  requests?: number;
}

/** A change of a lesson that sends as many to the same Deployments most of the time. */
export type ChangeOfLesson = Omit<ChangeUnderTraffic, 'deployments' | 'rates'> & Partial<Pick<ChangeUnderTraffic, 'rates'>>;

export interface Watched {
  report: TrafficReport;
  record: RolloutRecord;
  recorder: RolloutRecorder;
}

/**
 * Makes a change while visitors come, before, during and after it, and records what happens to pods: no request may fail,
 * and visitors with a cookie stay with their pod until it leaves. All is drawn into the report.
 */
export async function underTraffic(given: Given, about: ChangeUnderTraffic, change: (traffic: Traffic) => Promise<void>): Promise<Watched> {
  const [deployment, ...beside] = about.deployments;
  const recorder = await given.deployment(deployment).record(...beside);
  const report = await trafficAround(given, about, change);
  const record = await recorder.stop();
  await given.showRollout(about.during, report, record);
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  given.requireNoneFailed(report, { on: `Deployment/${deployment}`, field: 'spec.template.spec.containers[0]', hint: 'failed-requests' }, record);
  await requireStaying(given, report, record);
  return { report, record, recorder };
}

async function trafficAround(given: Given, about: ChangeUnderTraffic, change: (traffic: Traffic) => Promise<void>): Promise<TrafficReport> {
  const halfASecond = Math.ceil(about.rates.fresh / 2);
  await using traffic = await visitors(given, about.before, about);
  await traffic.answered(about.requestsBefore ?? halfASecond, { stream: 'fresh' });
  traffic.mark(about.during);
  const changedAt = performance.now();
  await change(traffic);
  given.measure('changeMs', Math.round(performance.now() - changedAt));
  traffic.mark(about.after);
  await traffic.answered(about.requests ?? halfASecond, { stream: 'fresh' });
  return await traffic.stop();
}

/**
 * Resolves when visitors of these kinds meet none but those who `fits` tells: the ingress controller hears of a change some
 * time after the API server has it, and visitors with a cookie go on meeting a pod that leaves until it is not ready.
 */
export async function meetOnly(given: Given, traffic: Traffic, whom: string, fits: (sample: Sample) => boolean, kinds: readonly Kind[] = KINDS): Promise<void> {
  await traffic.inARow(`${IN_A_ROW} answers in a row of ${whom} to visitors of the kinds ${kinds.join(', ')}`, IN_A_ROW, fits, {
    streams: kinds,
    deadlineMs: 30_000,
    about: { object: 'Deployment/koa-sample-ap', hint: given.hint('versions') },
  });
}

/** The versions that answered in a phase, in order; on some kinds of streams, or on all. */
export function versionsIn(report: TrafficReport, phase: string, streams: readonly (string | undefined)[] = [undefined]): string[] {
  const seen = streams.flatMap((stream) => Object.keys(report.counts({ phase, ...(stream === undefined ? {} : { stream }) }).versions));
  return [...new Set(seen)].sort();
}

/** The rule for visitors with a cookie: each stays with one pod until that pod begins to leave, whoever comes or goes beside it. */
async function requireStaying(given: Given, report: TrafficReport, record: RolloutRecord): Promise<void> {
  const leftBefore = (pod: string, atMs: number): boolean =>
    record.spans.some((span) => span.pod === pod && span.state === 'leaving' && span.from <= report.startedAt + atMs);
  const moved = report.clients('sticky').flatMap(({ client, visits }) =>
    visits.slice(1).flatMap(({ pod, firstMs }, n) => {
      const from = visits[n]?.pod ?? '';
      return leftBefore(from, firstMs) ? [] : [`visitor ${client} went from ${from} to ${pod} after ${(firstMs / 1_000).toFixed(1)} s`];
    }));
  const blame = { on: 'Service/koa-sample-ap', field: 'metadata.annotations', hint: 'cookie' } as const;
  await given.blame(blame, () => expect(moved, 'visitors with a cookie whose pod was there, and who met another').to.deep.equal([]));
}
