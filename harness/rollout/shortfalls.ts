import type { Container, Deployment } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import type { Happening } from '../traffic/timeline.ts';
import type { AppRules, AtSigterm, CauseKey } from './app-rules.ts';
import { leavingTimes, type LeavingTimes } from './leaving-times.ts';
import { rolloutBounds } from './rollout-bounds.ts';

/** When a request that a setting costs is lost, relative to what happens to a pod. */
export interface Window {
  after: readonly Happening['kind'][];
  /** Milliseconds after it. */
  fromMs: number;
  toMs: number;
  /** Only clients with a cookie are concerned. */
  cookie?: true;
  /** Only connections that were cut or refused are concerned: one that was only slow held. */
  cut?: true;
}

/** A setting by which a Deployment gives up that replacing its pods loses no request. */
export interface Shortfall {
  key: CauseKey;
  /** Field of the Deployment. */
  field: string;
  window: Window;
  /** What to do in the numbers of this Deployment; absent: what is said of the cause in general. */
  hint?: Text;
}

/** Nodes and ingress controllers learn of changed endpoints within about this many milliseconds: nobody sends to a terminating pod after it. */
export const spreadMs = 3_000;
/** A pod whose preStop took all of its grace period is killed this many milliseconds after it: kubelet's least time to end. */
export const leastMs = 2_000;
/** A watch shows what happened up to this many milliseconds later than clients felt it. */
export const watchMs = 1_000;
/** A pod that got requests too early answers within about this many milliseconds after it was created. */
export const startMs = 15_000;

/**
 * What in a Deployment's manifest gives up that replacing its pods loses no request; none: it asks for updates that lose nothing.
 * A rolling update loses nothing when a pod is always ready, a new one counts when it can respond, and an old one responds until
 * requests go elsewhere and those that it has are over.
 *
 * @param longestRequestMs what the slowest request takes, in milliseconds
 */
export function shortfalls(deployment: Deployment, longestRequestMs: number, app: AppRules = {}): Shortfall[] {
  const containers = servingContainers(deployment, app);
  return [...inStrategy(deployment), ...containers.flatMap((serving) => inContainer(deployment, serving, longestRequestMs, app))];
}

/** From the first pod that goes until the traffic ends: at some time between them there need be no pod. */
const whileNoPodIsLeft: Window = { after: ['terminating'], fromMs: -watchMs, toMs: Number.POSITIVE_INFINITY };

function inStrategy(deployment: Deployment): Shortfall[] {
  if (deployment.spec?.strategy?.type === 'Recreate') return [{ key: 'recreate', field: 'spec.strategy.type', window: whileNoPodIsLeft }];
  return rolloutBounds(deployment).fewestReady === 0 ? [{ key: 'allUnavailable', field: 'spec.strategy.rollingUpdate.maxUnavailable', window: whileNoPodIsLeft }] : [];
}

/** A container that serves requests, and its path. */
export interface Serving {
  container: Container;
  path: string;
}

/** The container that the lesson names, else those that declare a port, else all. A sidecar without a port gets no requests. */
export function servingContainers({ spec }: Deployment, { container: named }: AppRules): Serving[] {
  const all = (spec?.template.spec?.containers ?? []).map((container, index) => ({ container, path: `spec.template.spec.containers[${index}]` }));
  const known = all.filter(({ container }) => container.name === named);
  if (known.length > 0) return known;
  const withPorts = all.filter(({ container }) => (container.ports ?? []).length > 0);
  return withPorts.length > 0 ? withPorts : all;
}

function inContainer(deployment: Deployment, { container, path }: Serving, longestRequestMs: number, app: AppRules): Shortfall[] {
  const atSigterm = app.atSigterm?.(container) ?? { drainMs: 0 };
  const times = leavingTimes(deployment, container, atSigterm);
  const leaving = (fromMs: number, toMs: number): Window => ({ after: ['terminating'], fromMs, toMs });
  const found: Shortfall[] = [];
  if (container.readinessProbe === undefined) found.push({ key: 'noReadinessProbe', field: `${path}.readinessProbe`, window: { after: ['created', 'ready'], fromMs: 0, toMs: startMs } });
  if (longestRequestMs > times.graceMs - times.delayMs) {
    found.push({ key: 'graceTooShort', field: 'spec.template.spec.terminationGracePeriodSeconds', window: leaving(times.graceMs, times.graceMs + leastMs + spreadMs) });
  }
  if (atSigterm.exitsBy !== undefined) found.push({ key: 'cutAtSigterm', field: `${path}.${atSigterm.exitsBy}`, window: { ...leaving(times.delayMs, times.delayMs + spreadMs), cut: true } });
  if (!times.waits) found.push({ key: 'noPreStop', ...withoutDelay(path, times, atSigterm, longestRequestMs, app), window: leaving(0, spreadMs) });
  return [...found, ...unnoticed(container, path, times, atSigterm, longestRequestMs, app)];
}

/** What makes a pod wait before it stops: the app's own setting where that is written, else a hook. */
function withoutDelay(path: string, times: LeavingTimes, { drainField, drainIsWritten = false, exitsBy }: AtSigterm, longestRequestMs: number, app: AppRules): Pick<Shortfall, 'field' | 'hint'> {
  if (drainField === undefined || !drainIsWritten || exitsBy !== undefined) return { field: `${path}.lifecycle.preStop` };
  return { field: `${path}.${drainField}`, ...leavingHint(times, longestRequestMs, app) };
}

/** How to let the app go on responding, in the numbers of its Deployment. */
function leavingHint(times: LeavingTimes, longestRequestMs: number, app: AppRules): Pick<Shortfall, 'hint'> {
  const graceSeconds = Math.ceil((times.preStopMs + times.noticedMs + longestRequestMs) / 1_000);
  const hint = app.leavingHint?.(times.noticedMs, graceSeconds);
  return hint === undefined ? {} : { hint };
}

/** Clients with a cookie of a terminating pod are sent to it until its readiness probe fails: it must respond until then. */
function unnoticed(container: Container, path: string, times: LeavingTimes, atSigterm: AtSigterm, longestRequestMs: number, app: AppRules): Shortfall[] {
  if (atSigterm.drainField === undefined || container.readinessProbe === undefined || atSigterm.drainMs >= times.noticedMs) return [];
  return [{
    key: 'leavesUnnoticed',
    field: `${path}.${atSigterm.drainMs === 0 ? atSigterm.drainField : 'readinessProbe'}`,
    window: { after: ['terminating'], fromMs: times.delayMs, toMs: times.delayMs + spreadMs, cookie: true },
    ...leavingHint(times, longestRequestMs, app),
  }];
}
