import type { Given, Manifest, RolloutRecord } from '../../harness/lesson/given.ts';
import type { RolloutRecorder } from '../../harness/rollout/rollout-recorder.ts';
import type { Sample } from '../../harness/traffic/sample.ts';
import type { IngressStream, Traffic } from '../../harness/traffic/start-traffic.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import type { Text } from '../../harness/text/language.ts';
import { longestNotice } from '../../harness/rollout/notice.ts';
import { Failures } from '../../harness/verdict/failures.ts';
import type { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { graceOf } from '../checks/grace.ts';
import { appRules } from './causes.ts';
import { gaveUpIn } from './gave-up.ts';
import { apiHost, labels, signIn } from './requests.ts';
import { requireStaying } from './sticky-clients.ts';
import { stickinessOf } from './sticky-cookie.ts';
import { t } from './texts.ts';

/** The kinds of clients: a connection for each request; a connection that is kept; a kept connection and a cookie. */
export const kindsOfClients = ['fresh', 'keep-alive', 'sticky'] as const;
type Kind = (typeof kindsOfClients)[number];
/** Requests per second of each kind. */
export type Rates = Readonly<Record<Kind, number>>;

/** Those whose every request the ingress controller sends to a pod of its choice. */
export const withoutCookie: readonly Kind[] = ['fresh', 'keep-alive'];

/** Requests per second for the members, and with them to the database. */
const memberRate = 10;
/** Four clients with a cookie, each of which sends a request that takes 3 s once a second: each always has some under way. */
export const slowRequests = { rate: 4, clients: 4, ms: 3_000 };

/** Milliseconds that a request may take which is not slow on purpose. */
const cheapMs = 1_000;
/**
 * Milliseconds until a request counts as lost, beyond what it takes by itself. A small machine that starts the pods of several
 * lessons at once leaves an app without a processor for 2 s and more, which loses nothing; what is sent to a pod that is gone
 * gets another's answer at once, or none at all.
 */
const lostAfterMs = 5_000;

/** Milliseconds in which the ingress controller has heard of a change, on a busy machine. */
const heardMs = 30_000;
/** The longest, in seconds, that clients with a cookie may be kept by a pod that leaves. */
const mostGrace = 60;

/** Milliseconds of a test that updates the app and waits until the last pod has left that may stay so long. */
export const updateTestMs = 150_000;

/** Responses in a row of one version that show that requests are sent to no other. */
const inARow = 100;

/** Which clients send requests, how often and to which host. */
export interface Clients {
  /**
   * Without a common divisor: clients in step with the balancer's turns would reach the same pod again and again.
   * Two lessons run at a time, and beyond some 500 requests per second two cores have no time left to start pods.
   */
  rates: Rates;
  /** Slow requests as well, some of which are under way at any moment. */
  slow?: boolean;
  /** The host of the requests; `api.k8s` when absent. */
  host?: string;
}

/** What is sent: many cheap requests of every kind, and requests for the members with a token. */
export async function startClients(given: Given, phase: Text, { rates, slow = false, host = apiHost }: Clients): Promise<Traffic> {
  const authorization = `Bearer ${await signIn(given)}`;
  const common = { host, deadlineMs: lostAfterMs };
  const streams: IngressStream[] = kindsOfClients.map((kind) => ({ ...common, name: kind, kind, rate: rates[kind], path: '/healthz', expect: { body: '"ok"' } }));
  streams.push({ ...common, name: 'members', kind: 'fresh', rate: memberRate, path: '/members', headers: { authorization }, expect: { body: 'MemberId' } });
  if (slow) {
    const { rate, clients, ms } = slowRequests;
    streams.push({ ...common, name: 'slow', kind: 'sticky', rate, clients, path: `/slow?ms=${ms}`, deadlineMs: ms + lostAfterMs, expect: { body: `"waited":${ms}` } });
  }
  return given.traffic({ phase, labels, streams });
}

/** A change that is made while clients send requests; its phases are those of the report. */
export interface ChangeUnderTraffic extends Clients {
  before: Text;
  during: Text;
  after: Text;
  /** Deployments that take part, first the one that failed requests are blamed on. */
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
  /** What failed of that which the manifests themselves give up; absent: nothing. */
  forgone?: LessonFailure;
}

/**
 * Makes a change while clients send requests before, during and after it, and records what happens to pods. No request may
 * fail where the manifests ask for updates that lose nothing; what others lose is the result, which {@link requireLossless}
 * judges. All is drawn into the report.
 */
export async function underTraffic(given: Given, about: ChangeUnderTraffic, change: (traffic: Traffic) => Promise<void>): Promise<Watched> {
  const [deployment, ...beside] = about.deployments;
  const manifests = about.deployments.map((name) => given.manifest('Deployment', name));
  const recorder = await given.deployment(deployment).record(...beside);
  const report = await trafficAround(given, about, change);
  const record = await recorder.stop();
  await given.showRollout(about.during, report, record);
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  const notice = longestNotice(record.events);
  if (notice !== undefined) given.measure('noticedMs', notice);
  const gaveUp = await gaveUpIn(given, report);
  const parts = manifests.map((manifest) => ({ manifest, events: recorder.only(manifest.name).events, app: { ...appRules(given, manifest), gaveUp } }));
  const blame = { on: `Deployment/${deployment}`, field: 'spec.template.spec', hint: t.hints.failedRequests } as const;
  const forgone = given.forgoneBy(report, blame, parts, about.slow === true ? slowRequests.ms : cheapMs);
  return { report, record, recorder, ...(forgone === undefined ? {} : { forgone }) };
}

/**
 * What production asks for, whatever the manifests promise: that a change has lost no request, and that clients with a cookie
 * stayed on their pod until it terminated; all that was lost is told at once. Returns the first change; skips the test where it was not made.
 */
export async function requireLossless(given: Given, first: Watched | undefined, ...more: readonly Watched[]): Promise<Watched> {
  if (first === undefined) given.skip(t.traffic.notMade);
  const { cookie } = await stickinessOf(given);
  const failures = new Failures();
  for (const { forgone, report, record } of [first, ...more]) {
    if (forgone === undefined) failures.try(() => { requireStaying(given, report, record, cookie); });
    else failures.add(forgone);
  }
  failures.throwIfAny();
  return first;
}

async function trafficAround(given: Given, about: ChangeUnderTraffic, change: (traffic: Traffic) => Promise<void>): Promise<TrafficReport> {
  const halfASecond = Math.ceil(about.rates.fresh / 2);
  await using traffic = await startClients(given, about.before, about);
  await traffic.answered(about.requestsBefore ?? halfASecond, { stream: 'fresh' });
  traffic.mark(about.during);
  const changedAt = performance.now();
  await change(traffic);
  given.measure('changeMs', Math.round(performance.now() - changedAt));
  traffic.mark(about.after);
  await traffic.answered(about.requests ?? halfASecond, { stream: 'fresh' });
  return await traffic.stop();
}

/** Which responses are waited for. */
export interface Responses {
  /** What the responses are of, such as `2.0`. */
  of: string;
  fits: (sample: Sample) => boolean;
  /** Which clients must meet no other; all when absent. */
  kinds?: readonly Kind[];
  /** The Deployment whose pods leave meanwhile. */
  leaving: Manifest;
  hint: Text;
}

/**
 * Resolves when only responses that fit come to clients of these kinds: the ingress controller learns of a change some time
 * after the API server, and clients with a cookie are sent to a terminating pod until it is not ready.
 */
export async function untilOnly(traffic: Traffic, { of, fits, kinds = kindsOfClients, leaving, hint }: Responses): Promise<void> {
  await traffic.inARow(t.traffic.inARow(inARow, of, kinds.join(', ')), inARow, fits, {
    streams: kinds,
    deadlineMs: heardMs + (kinds.includes('sticky') ? longestStay(leaving) : 0),
    blame: { on: leaving, hint },
  });
}

/** Milliseconds for which a pod that leaves may still respond to those whom a cookie sends to it. */
function longestStay(deployment: Manifest): number {
  return Math.min(graceOf(deployment), mostGrace) * 1_000;
}

/** The versions that responded in a phase, in order; on some kinds of streams, or on all. */
export function versionsIn(report: TrafficReport, phase: Text, streams: readonly (string | undefined)[] = [undefined]): string[] {
  const seen = streams.flatMap((stream) => Object.keys(report.counts({ phase, ...(stream === undefined ? {} : { stream }) }).versions));
  return [...new Set(seen)].sort();
}
