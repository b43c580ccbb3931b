import type { Container, Deployment } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Sample } from '../traffic/sample.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import type { AppRules, CauseKey } from './app-rules.ts';
import { defined } from '../values/defined.ts';
import { leavingTimes } from './leaving-times.ts';
import { isHookInOneWord } from './hook-in-one-word.ts';
import { shellInFront } from './shell-in-front.ts';
import { leastMs, servingContainers, shortfalls, spreadMs, watchMs, type Serving, type Window } from './shortfalls.ts';

/** A reason for failed requests that fits what was seen. */
export interface LikelyCause {
  key: CauseKey;
  /** The cause in a few words. */
  name: Text;
  hint: Text;
  /** Field of the Deployment at which it lies. */
  field: string;
  /** How many of the failed requests it explains. */
  explains: number;
  /** The pods that were in the middle of it, as `Pod/name`; none where it does not lie with single pods. */
  pods: string[];
  /** Whether the Deployment's settings say so by themselves; else only the moments do in which requests failed. */
  bySettings: boolean;
}

/** What failed, and all that is known about it. */
export interface FailedTraffic {
  failures: readonly Sample[];
  /** Epoch milliseconds to which the samples' times are relative. */
  startedAt: number;
  deployment: Deployment;
  /** What happened to its pods (see `rolloutEvents`); without it only the Deployment's fields are considered. */
  timeline?: readonly TimelineEvent[];
  /** Milliseconds that the slowest good response took. */
  longestRequestMs?: number;
}

/** A machine that is too slow shows by time-outs, and by the odd connection that broke in the rush. */
export const mostly = 0.9;

type Explained = Pick<LikelyCause, 'explains' | 'pods'>;
type Found = Pick<LikelyCause, 'key' | 'field'> & Explained & { hint?: Text; bySettings?: true };

/**
 * Reasons that fit, the one that explains most first. Each is a rule about a field of the Deployment and about when requests
 * failed relative to what happened to pods; where no rule fits there is none.
 *
 * @param app what the lesson knows about its app beyond the rules of Kubernetes
 */
export function likelyCauses(failed: FailedTraffic, app: AppRules = {}): LikelyCause[] {
  const serving = servingContainers(failed.deployment, app);
  const late = failed.failures.filter((sample) => isLate(sample, app));
  // Where the app itself has responded, no connection to it broke.
  const lost = { ...failed, failures: failed.failures.filter((sample) => app.gaveUp?.(sample) !== true) };
  const found: Found[] = [
    ...serving.flatMap((each) => causesInHook(lost, each)),
    ...shortfalls(failed.deployment, failed.longestRequestMs ?? 0, app).filter(({ key }) => isReplaced(failed) || !ofStrategy.includes(key)).map(({ window, ...shortfall }): Found => ({ ...shortfall, ...explainedBy(lost, window), bySettings: true })),
    ...serving.flatMap((each) => causesInContainer(lost, each, app)),
    ...(late.length >= mostly * failed.failures.length ? serving.map(({ path }): Found => ({ key: 'tooSlow', field: `${path}.resources`, explains: late.length, pods: [] })) : []),
    ...serving.flatMap(({ path }) => causesInApp(lost, path, app)),
    ...causesInRoute(failed),
  ];
  const different = found.filter((cause, index) => found.findIndex(({ key, field }) => key === cause.key && field === cause.field) === index);
  return different
    .filter(({ explains }) => explains > 0)
    .sort((a, b) => b.explains - a.explains)
    .map((cause) => ({ ...cause, bySettings: cause.bySettings === true, name: texts.rollout.causes[cause.key].name, hint: cause.hint ?? app.hints?.[cause.key] ?? texts.rollout.causes[cause.key].hint }));
}

function isLate(sample: Sample, app: AppRules): boolean {
  return sample.error === 'timeout' || app.gaveUp?.(sample) === true;
}

/**
 * How many of the failures a machine without a free processor explains: responses that came too late, and clients with a cookie that
 * were sent to a pod which had stopped, as the kubelet noticed its probe later than that says; the ingress controller hears of it
 * later than usual as well then.
 */
export function countOfBusyMachine(failed: FailedTraffic, app: AppRules = {}): number {
  const others = failed.failures.filter((sample) => !isLate(sample, app));
  const misled = servingContainers(failed.deployment, app).map((each) => explainedByLateNotice({ ...failed, failures: others }, each, app, 3 * spreadMs)?.explains ?? 0);
  return failed.failures.length - others.length + Math.max(0, ...misled);
}

/** Causes that lie in the strategy, which has a part only where a change replaces pods. */
const ofStrategy: readonly CauseKey[] = ['recreate', 'allUnavailable'];

/** Whether the Deployment itself replaced pods: a pod that is deleted or evicted comes back in the same ReplicaSet. */
function isReplaced({ timeline }: FailedTraffic): boolean {
  return timeline === undefined || timeline.some(({ object }) => object.startsWith('ReplicaSet/'));
}

/** A hook that cannot run delays nothing, whatever it says. */
function causesInHook(failed: FailedTraffic, { container, path }: Serving): Found[] {
  const window: Window = { after: ['terminating'], fromMs: 0, toMs: spreadMs };
  const field = `${path}.lifecycle.preStop`;
  if (!isHookInOneWord(container)) {
    const hasFailed = failed.timeline?.some((event) => event.kind === 'hookFailed' && event.container === container.name) === true;
    return hasFailed ? [{ key: 'hookFailed', field, ...explainedBy(failed, window) }] : [];
  }
  return [{ key: 'hookInOneWord', field: `${field}.exec.command`, ...explainedBy(failed, window), bySettings: true }];
}

/** What no setting says: it shows by when requests failed. */
function causesInContainer(failed: FailedTraffic, { container, path }: Serving, app: AppRules): Found[] {
  const atSigterm = app.atSigterm?.(container) ?? { drainMs: 0 };
  const { delayMs, waits, graceMs } = leavingTimes(failed.deployment, container, atSigterm);
  const found: Found[] = [];
  const shell = shellInFront(container);
  if (failed.timeline !== undefined && shell !== undefined) found.push({ key: 'signalNotPassedOn', field: `${path}.${shell}`, ...explainedByKills(failed, graceMs) });
  if (failed.timeline !== undefined) found.push({ key: 'graceTooShort', field: 'spec.template.spec.terminationGracePeriodSeconds', ...explainedByKills(failed, graceMs) });
  const misled = explainedByLateNotice(failed, { container }, app);
  if (misled !== undefined) {
    const { readinessProbe: probe } = container;
    if (!isTold(container, app)) found.push({ key: 'probeGoesOn', field: `${path}.readinessProbe${probe?.httpGet === undefined ? '' : '.httpGet.path'}`, ...explainedByCookies(failed, delayMs, [delayMs, Number.POSITIVE_INFINITY]) });
    found.push({ key: 'noticedLate', field: `${path}.readinessProbe`, ...misled });
  }
  if (waits && atSigterm.exitsBy === undefined) found.push({ key: 'cutAtSigterm', field: `${path}.image`, ...explainedBy(failed, { after: ['terminating'], fromMs: delayMs, toMs: delayMs + spreadMs, cut: true }) });
  return found;
}

/** Clients that a probe misled which was in time by what it says; undefined where it is not. */
function explainedByLateNotice(failed: FailedTraffic, { container }: Pick<Serving, 'container'>, app: AppRules, within = spreadMs): Explained | undefined {
  const atSigterm = app.atSigterm?.(container) ?? { drainMs: 0 };
  const { delayMs, preStopMs, noticedMs } = leavingTimes(failed.deployment, container, atSigterm);
  if (failed.timeline === undefined || container.readinessProbe === undefined || atSigterm.exitsBy !== undefined || atSigterm.drainMs < noticedMs) return undefined;
  // Where the app is known to have told its probe in time, what the endpoints show later than that, or never, is the kubelet's lateness.
  return explainedByCookies(failed, delayMs, [preStopMs + noticedMs, isTold(container, app) ? Number.POSITIVE_INFINITY : delayMs], within);
}

function isTold({ readinessProbe: probe }: Container, app: AppRules): boolean {
  return probe !== undefined && app.saysLeaving?.(probe) === true;
}

/** Errors with which the app of the Deployment's own pods responded, by the field that makes it do so. */
function causesInApp({ failures, deployment }: FailedTraffic, path: string, { responds }: AppRules): Found[] {
  const own = failures.filter(({ pod = '' }) => isPodOf(deployment, pod));
  const known = own.map((sample) => ({ pod: sample.pod, ...responds?.(sample) }));
  return [...Map.groupBy(known, ({ field }) => field)].flatMap(([field, all]): Found[] => (
    field === undefined ? [] : [{ key: 'ownResponse', field: `${path}.${field}`, explains: all.length, pods: [...new Set(all.map(({ pod }) => `Pod/${pod ?? ''}`))], ...defined({ hint: all[0]?.hint }) }]));
}

/** A pod is named after its ReplicaSet, and that after its Deployment: two words of letters and digits behind its name. */
function isPodOf({ metadata }: Deployment, pod: string): boolean {
  const name = metadata?.name ?? '';
  return pod.startsWith(`${name}-`) && /^[a-z0-9]+-[a-z0-9]+$/.test(pod.slice(name.length + 1));
}

function causesInRoute({ failures }: FailedTraffic): Found[] {
  return failures.every(({ error, status }) => error === '4xx' && status === 404) ? [{ key: 'noRoute', field: 'metadata.labels', explains: failures.length, pods: [] }] : [];
}

/** Failures between pods and clients, whether the client saw the connection break or the ingress controller did (502 to 504). */
export function isBrokenConnection({ error, status }: Sample): boolean {
  return (error !== '5xx' && error !== '4xx' && error !== 'wrong body') || (status !== undefined && status >= 502);
}

/** Broken connections that ended this long after an event of some pod; without a timeline all of them may have. */
function explainedBy(failed: FailedTraffic, { after, fromMs, toMs, cookie, cut }: Window): Explained {
  const events = failed.timeline?.filter((event) => event.object.startsWith('Pod/') && after.includes(event.kind));
  return near(failed, failed.failures.filter((sample) => (cookie === undefined || sample.cookie) && (cut === undefined || sample.error !== 'timeout')), events, fromMs, toMs);
}

/** Broken connections around pods that were killed because their grace period was over. */
function explainedByKills(failed: FailedTraffic, graceMs: number): Explained {
  const killed = (failed.timeline ?? []).filter((event) => event.kind === 'terminating' && failed.timeline?.some(({ kind, object, at }) => kind === 'gone' && object === event.object && at - event.at >= graceMs) === true);
  return near(failed, failed.failures, killed, graceMs, graceMs + leastMs + spreadMs);
}

/**
 * Clients with a cookie that were sent to terminating pods after these had stopped, as the endpoints said only so many
 * milliseconds after the deletion, or never, that they serve no more requests.
 */
function explainedByCookies(failed: FailedTraffic, delayMs: number, [fromMs, toMs]: readonly [number, number], within = spreadMs): Explained {
  const { timeline = [] } = failed;
  const noticedMs = ({ object, at }: TimelineEvent): number => (timeline.find((event) => event.kind === 'stoppedServing' && event.object === object)?.at ?? Number.POSITIVE_INFINITY) - at;
  const late = timeline.filter((event) => event.kind === 'terminating' && noticedMs(event) >= fromMs && noticedMs(event) <= toMs);
  return near(failed, failed.failures.filter(({ cookie }) => cookie), late, delayMs, delayMs + within);
}

function near(failed: FailedTraffic, failures: readonly Sample[], events: readonly TimelineEvent[] | undefined, fromMs: number, toMs: number): Explained {
  const broken = failures.filter(isBrokenConnection);
  if (events === undefined) return { explains: broken.length, pods: [] };
  // Later than a moment of the pod's life: the watch may have told late of its begin.
  const seenFromMs = fromMs > 0 ? Math.max(0, fromMs - watchMs) : fromMs;
  const pods = new Set<string>();
  let explains = 0;
  for (const { sentMs, doneMs } of broken) {
    const close = events.filter(({ at }) => failed.startedAt + doneMs >= at + seenFromMs && failed.startedAt + sentMs <= at + toMs);
    if (close.length > 0) explains += 1;
    for (const { object } of close) pods.add(object);
  }
  return { explains, pods: [...pods] };
}
