import type { AxiosInstance } from 'axios';
import type { Given, Manifest, Pod, RolloutRecord } from '../../harness/lesson/given.ts';
import type { IngressStream, Traffic } from '../../harness/traffic/start-traffic.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';
import type { Text } from '../../harness/text/language.ts';
import { graceOf } from '../checks/grace.ts';
import { appContainer } from './app-container.ts';
import { leavingHint } from './probes.ts';
import { apiHost, labels, podOf } from './requests.ts';
import { t } from './texts.ts';
import { kindsOfClients } from './under-traffic.ts';

/** Requests per second of each kind of client: a gap of a tenth of a second meets nine of them. */
const ratePerKind = 30;
/** With a cookie each: were they sent at random to two pods, one of the two would have none of them in 1 of 500 runs. */
const clientsOfEachKind = 10;
/** Milliseconds until a request counts as lost: slow is not lost, and a small machine with other work is slow at times. */
const lostAfterMs = 10_000;
/** In how many runs clients that are sent to pods at random miss one of them: 1 in 8 million. */
const missesOneIn = 8_000_000;

/** Requests without a cookie that surely reach each of so many pods, were they sent at random: 24 for two. */
export function enoughForAll(pods: number): number {
  return pods < 2 ? 1 : Math.round(Math.log(missesOneIn * pods) / -Math.log(1 - 1 / pods));
}

/** Clients of every kind, whose requests need nothing but a pod of the app. `closesTheWay`: the test itself takes the ingress controller away. */
export async function everyKind(given: Given, phase: Text, { closesTheWay = false } = {}): Promise<Traffic> {
  const request = { rate: ratePerKind, deadlineMs: lostAfterMs, path: '/healthz', host: apiHost, expect: { body: '"ok"' } };
  const streams = kindsOfClients.map((kind): IngressStream => ({ ...request, name: kind, kind, clients: clientsOfEachKind }));
  return given.traffic({ phase, labels, closesTheWay, streams });
}

export interface Seen {
  report: TrafficReport;
  record: RolloutRecord;
}

/** Takes pods away while clients send requests, from a little before until a little after; what they met is drawn into the report. */
export async function whileClientsSend(given: Given, what: Text, takeAway: (traffic: Traffic) => Promise<void>): Promise<Seen> {
  const recorder = await given.deployment('koa-sample-ap').record();
  await using traffic = await everyKind(given, t.podLoss.before);
  await traffic.answered(clientsOfEachKind);
  traffic.mark(what);
  await takeAway(traffic);
  traffic.mark(t.podLoss.afterwards);
  await traffic.answered(10);
  const report = await traffic.stop();
  const record = await recorder.stop();
  await given.showRollout(what, report, record);
  for (const [name, value] of Object.entries(report.measures())) given.measure(name, value);
  return { report, record };
}

/** A client whose cookie names that pod, which is ready: the ingress controller learns of it some time after the API server. */
export async function clientOf(given: Given, pod: Pod): Promise<AxiosInstance> {
  const blame = { on: 'Service/koa-sample-ap', field: 'spec.selector', hint: t.hints.selector('app=koa-sample-ap') } as const;
  await given.response({ path: '/healthz', host: apiHost, labels }, { state: t.podLoss.podResponds(pod.name), fits: (answer) => podOf(answer) === pod.name, within: 10_000, blame });
  const enough = enoughForAll((await given.deployment('koa-sample-ap').pods().now()).length);
  for (let n = 0; n < enough; n += 1) {
    const client = given.web({ cookies: true, deadlineMs: 15_000 });
    const response = await client.get<unknown>('/healthz', { headers: { host: apiHost } });
    if (podOf(response) === pod.name) return client;
  }
  return given.fail({ ...blame, expected: t.podLoss.oneOf(enough, pod.name), observed: t.podLoss.none });
}

/** Sends a request that takes `ms` milliseconds; resolves with the status of its response, 0 when there was none. Never rejects. */
export async function slowRequest(client: AxiosInstance, ms: number): Promise<number> {
  try {
    const { status } = await client.get<unknown>('/slow', { params: { ms }, headers: { host: apiHost } });
    return status;
  } catch {
    return 0;
  }
}

/** What became of a request that a pod was working on when its termination began. */
export interface UnderWay {
  status: number;
  /** Milliseconds from the beginning of the termination to the end of the request: shows whether the app dropped it or was killed. */
  afterMs: number;
  /** Milliseconds that the request takes. */
  takesMs: number;
}

/** Throws LessonFailure when such a request got no good response. */
export function requireFinished(given: Given, app: Manifest, { status, afterMs, takesMs }: UnderWay): void {
  if (status === 200) return;
  const pod = 'spec.template.spec';
  const grace = graceOf(app);
  const killed = afterMs >= grace * 1_000;
  const after = t.podLoss.afterTermination((afterMs / 1_000).toFixed(1));
  const why = killed ? t.podLoss.graceOver(grace) : t.podLoss.graceLeft(grace);
  given.fail({
    on: app, field: killed ? `${pod}.terminationGracePeriodSeconds` : appContainer(app), hint: leavingHint(given, app, takesMs),
    expected: t.podLoss.finished,
    observed: status === 0 ? t.podLoss.noResponse(after, why) : t.podLoss.status(status, after, why),
  });
}
