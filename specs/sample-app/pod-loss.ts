import type { AxiosInstance } from 'axios';
import type { Given, Manifest, Pod, RolloutRecord } from '../../harness/lesson/given.ts';
import type { StreamOptions, Traffic } from '../../harness/traffic/start-traffic.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import { apiHost } from './requests.ts';

/** Requests per second of each kind of visitor: a gap of a tenth of a second meets nine of them. */
const RATE = 30;
/** With a cookie each: were they sent at random to two pods, one of the two would have none of them in 1 of 500 runs. */
const VISITORS = 10;
/** Milliseconds until a request counts as lost: slow is not lost, and a small machine with other work is slow at times. */
const LOST_AFTER = 10_000;
/** Visitors without a cookie that are sent at random to two pods miss one of them 24 times in 1 of 8 million runs. */
const ENOUGH_FOR_BOTH = 24;

/** A connection for each request; a connection that is kept; that, and a cookie as well. */
const KINDS = ['fresh', 'keep-alive', 'sticky'] as const;

/** Visitors of every kind, whose requests need nothing but a pod of the app. */
export async function everyKind(given: Given, phase: string): Promise<Traffic> {
  const request = { rate: RATE, deadlineMs: LOST_AFTER, path: '/healthz', host: apiHost, expect: { body: '"ok"' } };
  const streams = KINDS.map((kind): StreamOptions => ({ ...request, name: kind, kind, clients: VISITORS }));
  // Looked for are requests that fail: one that leaves a tenth of a second late finds an outage as well.
  return given.traffic({ phase, maxSlipMs: 100, streams });
}

export interface Seen {
  report: TrafficReport;
  record: RolloutRecord;
}

/** Takes pods away while visitors come, from a little before until a little after; what they met is drawn into the report. */
export async function whileVisitorsCome(given: Given, what: string, takeAway: (traffic: Traffic) => Promise<void>): Promise<Seen> {
  const recorder = await given.deployment('koa-sample-ap').record();
  await using traffic = await everyKind(given, 'before');
  await traffic.answered(VISITORS);
  traffic.mark(what);
  await takeAway(traffic);
  traffic.mark('afterwards');
  await traffic.answered(10);
  const report = await traffic.stop();
  const record = await recorder.stop();
  await given.showRollout(what, report, record);
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  return { report, record };
}

/** A visitor whose cookie leads to that pod, which is ready: the ingress controller hears of it some time after the API server. */
export async function visitorOf(given: Given, pod: Pod): Promise<AxiosInstance> {
  const blame = { on: 'Service/koa-sample-ap', field: 'spec.selector', hint: 'no-endpoints' } as const;
  await given.answer({ path: '/healthz', host: apiHost }, { state: `Pod/${pod.name} answers`, fits: (answer) => podOf(answer) === pod.name, within: 10_000, blame });
  for (let n = 0; n < ENOUGH_FOR_BOTH; n += 1) {
    const visitor = given.web({ cookies: true, deadlineMs: 15_000 });
    const answer = await visitor.get<unknown>('/healthz', { headers: { host: apiHost } });
    if (podOf(answer) === pod.name) return visitor;
  }
  return given.fail({
    ...blame,
    expected: `one of ${ENOUGH_FOR_BOTH} answers from Pod/${pod.name}`, observed: 'none',
  });
}

/** Asks for an answer that takes so many milliseconds; resolves with its status, 0 when none came. Never rejects. */
export async function slowAnswer(visitor: AxiosInstance, ms: number): Promise<number> {
  try {
    const { status } = await visitor.get<unknown>('/slow', { params: { ms }, headers: { host: apiHost } });
    return status;
  } catch {
    return 0;
  }
}

/** A request that a pod was working on when it was told to leave must be answered; `afterMs` tells whether the app left it or was killed. */
export function requireFinished(given: Given, app: Manifest, { status, afterMs }: { status: number; afterMs: number }): void {
  if (status === 200) return;
  const pod = 'spec.template.spec';
  const graceMs = (app.get<number>(`${pod}.terminationGracePeriodSeconds`) ?? 30) * 1_000;
  const killed = afterMs >= graceMs;
  const after = `${(afterMs / 1_000).toFixed(1)} s after the pod was told to leave`;
  given.fail({
    on: app, field: killed ? `${pod}.terminationGracePeriodSeconds` : `${pod}.containers[0]`, hint: 'leaving',
    expected: 'status 200 of the request that the pod was working on',
    observed: `${status === 0 ? 'no answer' : status} ${after}: ${killed ? `its grace period of ${graceMs / 1_000} s was over` : `the app left the request, and of its grace period of ${graceMs / 1_000} s much was left`}`,
  });
}

/** The pod that gave an answer; empty when it was the ingress controller itself. */
export function podOf(answer: { headers: object }): string {
  const { headers } = answer as { headers: Record<string, unknown> };
  return typeof headers['x-pod-name'] === 'string' ? headers['x-pod-name'] : '';
}
