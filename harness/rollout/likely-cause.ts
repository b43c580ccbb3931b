import type { Deployment } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { causeHints } from './cause-hints.ts';
import { rolloutBounds } from './rollout-bounds.ts';
import type { Sample } from '../traffic/sample.ts';
import type { Happening, TimelineEvent } from '../traffic/timeline.ts';

/** A reason for failed requests that fits what was seen. */
export interface LikelyCause {
  key: keyof typeof causeHints;
  /** Field of the Deployment at which it lies. */
  field: string;
  /** How many of the failed requests it explains. */
  explains: number;
  /** The pods that were in the middle of it, as `Pod/name`; none where it does not lie with single pods. */
  pods: string[];
  hint: Text;
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
/** A pod whose preStop took all of its grace period is killed so long after it: kubelet's least time to end. */
const leastMs = 2_000;
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
  const exits = container?.env?.find(({ name, value }) => name === 'ON_SIGTERM' && value === 'exit');
  // The delay may lie before SIGTERM, or in the app itself after it, unless it exits at once.
  const drainMs = exits === undefined ? Number(container?.env?.find(({ name }) => name === 'DRAIN_MS')?.value ?? 0) : 0;
  const delayMs = (container?.lifecycle?.preStop?.sleep?.seconds ?? 0) * 1_000 + drainMs;
  const hasDelay = container?.lifecycle?.preStop !== undefined || drainMs > 0;
  const graceMs = (pod?.terminationGracePeriodSeconds ?? 30) * 1_000;
  const found: Omit<LikelyCause, 'hint'>[] = [];
  const blame = (applies: boolean, key: LikelyCause['key'], field: string, { explains, pods }: Explained): void => {
    if (applies && explains > 0) found.push({ key, field, explains, pods });
  };
  const broken = { explains: brokenConnections(failed).length, pods: [] };
  const all = { explains: failed.failures.length, pods: [] };
  const leaving = (fromMs: number, toMs: number): Explained => explainedBy(failed, ['terminating'], fromMs, toMs);

  blame(spec?.strategy?.type === 'Recreate', 'recreate', 'spec.strategy.type', broken);
  blame(spec?.strategy?.type !== 'Recreate' && rolloutBounds(failed.deployment).fewestReady === 0, 'allUnavailable', 'spec.strategy.rollingUpdate.maxUnavailable', broken);
  blame(container?.readinessProbe === undefined, 'noReadinessProbe', `${path}.containers[0].readinessProbe`, explainedBy(failed, ['created', 'ready'], 0, startMs));
  blame((failed.longestRequestMs ?? 0) > graceMs - delayMs, 'graceTooShort', `${path}.terminationGracePeriodSeconds`, leaving(graceMs - 500, graceMs + leastMs + spreadMs));
  blame(exits !== undefined, 'cutAtSigterm', `${path}.containers[0].env[ON_SIGTERM].value`, leaving(delayMs, delayMs + spreadMs));
  blame(!hasDelay, 'noPreStop', `${path}.containers[0].lifecycle.preStop`, leaving(0, spreadMs));
  blame(hasDelay && exits === undefined, 'cutAtSigterm', `${path}.containers[0].image`, leaving(delayMs, delayMs + spreadMs));
  blame(failed.failures.every(({ error, status }) => error === '4xx' && status === 404), 'noRoute', 'metadata.labels', all);
  blame(failed.failures.every(({ error }) => error === 'timeout'), 'tooSlow', `${path}.containers[0].resources`, all);
  return found.sort((a, b) => b.explains - a.explains).map((cause) => ({ ...cause, hint: causeHints[cause.key] }));
}

type Explained = Pick<LikelyCause, 'explains' | 'pods'>;

/** Failures between pods and clients, whether the client saw the connection break or the ingress controller did (502 to 504). */
function brokenConnections({ failures }: FailedTraffic): Sample[] {
  return failures.filter(({ error, status }) => (error !== '5xx' && error !== '4xx' && error !== 'wrong body') || (status !== undefined && status >= 502));
}

/** Broken connections that ended so long after an event of some pod; without a timeline all of them may have. */
function explainedBy(failed: FailedTraffic, kinds: readonly Happening['kind'][], fromMs: number, toMs: number): Explained {
  const broken = brokenConnections(failed);
  if (failed.timeline === undefined) return { explains: broken.length, pods: [] };
  const events = failed.timeline.filter((event) => event.object.startsWith('Pod/') && kinds.includes(event.kind));
  const pods = new Set<string>();
  let explains = 0;
  for (const { sentMs, doneMs } of broken) {
    const near = events.filter(({ at }) => failed.startedAt + doneMs >= at + fromMs && failed.startedAt + sentMs <= at + toMs);
    if (near.length > 0) explains += 1;
    for (const { object } of near) pods.add(object);
  }
  return { explains, pods: [...pods] };
}
