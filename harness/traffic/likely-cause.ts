import type { Deployment } from '../client/objects.ts';
import type { Bilingual } from '../hints/language.ts';
import { causeHints } from './cause-hints.ts';
import type { Sample } from './sample.ts';
import type { TimelineEvent } from './timeline.ts';

/** A reason for failed requests that fits what was seen. */
export interface LikelyCause {
  key: keyof typeof causeHints;
  /** Field of the Deployment at which it lies. */
  field: string;
  /** How many of the failed requests it explains. */
  explains: number;
  hint: Bilingual;
}

/** What failed, and all that is known about it. */
export interface FailedTraffic {
  failures: readonly Sample[];
  /** Epoch milliseconds to which the samples' times are relative. */
  startedAt: number;
  deployment: Deployment;
  /** What happened to pods, as `rolloutEvents` tells it; without it only what the Deployment says is looked at. */
  timeline?: readonly TimelineEvent[];
  /** Milliseconds that the slowest good answer took. */
  longestRequestMs?: number;
}

/** Endpoints are told to nodes and ingress controllers within about so long: after it nobody sends to a pod that is leaving. */
const spreadMs = 3_000;
/** A pod that was asked too early answers within about so long after it was created. */
const startMs = 15_000;

/**
 * Reasons that fit, the one that explains most first. Each is a rule about a field of the Deployment and about when requests
 * failed relative to what happened to pods; where no rule fits there is none.
 */
export function likelyCauses(failed: FailedTraffic): LikelyCause[] {
  const { spec } = failed.deployment;
  const pod = spec?.template.spec;
  const container = pod?.containers[0];
  const path = 'spec.template.spec';
  const after = (what: readonly string[], fromMs: number, toMs: number): number => countAfter(failed, what, fromMs, toMs);
  const delayMs = (container?.lifecycle?.preStop?.sleep?.seconds ?? 0) * 1_000;
  const hasDelay = container?.lifecycle?.preStop !== undefined;
  const graceMs = (pod?.terminationGracePeriodSeconds ?? 30) * 1_000;
  const found: Omit<LikelyCause, 'hint'>[] = [];
  const blame = (applies: boolean, key: LikelyCause['key'], field: string, explains: number): void => {
    if (applies && explains > 0) found.push({ key, field, explains });
  };

  blame(spec?.strategy?.type === 'Recreate', 'recreate', 'spec.strategy.type', brokenConnections(failed).length);
  blame(unavailable(failed.deployment) >= (spec?.replicas ?? 1), 'allUnavailable', 'spec.strategy.rollingUpdate.maxUnavailable', brokenConnections(failed).length);
  blame(container?.readinessProbe === undefined, 'noReadinessProbe', `${path}.containers[0].readinessProbe`, after(['was created', 'became ready'], 0, startMs));
  blame((failed.longestRequestMs ?? 0) > graceMs - delayMs, 'graceTooShort', `${path}.terminationGracePeriodSeconds`, after(['began to terminate'], graceMs - 500, graceMs + 2_500));
  blame(!hasDelay, 'noPreStop', `${path}.containers[0].lifecycle.preStop`, after(['began to terminate'], 0, spreadMs));
  blame(hasDelay, 'cutAtSigterm', `${path}.containers[0].image`, after(['began to terminate'], delayMs, delayMs + spreadMs));
  blame(failed.failures.every(({ error, status }) => error === '4xx' && status === 404), 'noRoute', 'metadata.labels', failed.failures.length);
  blame(failed.failures.every(({ error }) => error === 'timeout'), 'tooSlow', `${path}.containers[0].resources`, failed.failures.length);
  return found.sort((a, b) => b.explains - a.explains).map((cause) => ({ ...cause, hint: causeHints[cause.key] }));
}

/** Failures between pods and clients, whether the client saw the connection break or the ingress controller did (502 to 504). */
function brokenConnections({ failures }: FailedTraffic): Sample[] {
  return failures.filter(({ error, status }) => (error !== '5xx' && error !== '4xx' && error !== 'wrong body') || (status !== undefined && status >= 502));
}

/** Broken connections that ended so long after an event of some pod; without a timeline all of them may have. */
function countAfter(failed: FailedTraffic, what: readonly string[], fromMs: number, toMs: number): number {
  const broken = brokenConnections(failed);
  if (failed.timeline === undefined) return broken.length;
  const events = failed.timeline.filter((event) => what.includes(event.what));
  return broken.filter(({ sentMs, doneMs }) => events.some(({ at }) => failed.startedAt + doneMs >= at + fromMs && failed.startedAt + sentMs <= at + toMs)).length;
}

/** Pods that the strategy lets be missing: a number, or a share of the replicas rounded down; 25 % when nothing is said. */
function unavailable({ spec }: Deployment): number {
  const given: unknown = spec?.strategy?.rollingUpdate?.maxUnavailable ?? '25%';
  if (typeof given === 'number') return given;
  return Math.floor(((spec?.replicas ?? 1) * Number.parseInt(String(given), 10)) / 100);
}
