import type { Container, Deployment } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Sample } from '../traffic/sample.ts';
import type { Happening, TimelineEvent } from '../traffic/timeline.ts';
import type { AppRules, CauseKey } from './app-rules.ts';
import { rolloutBounds } from './rollout-bounds.ts';

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
}

/** What failed, and all that is known about it. */
export interface FailedTraffic {
  failures: readonly Sample[];
  /** Epoch milliseconds to which the samples' times are relative. */
  startedAt: number;
  deployment: Deployment;
  /** What happened to pods (see `rolloutEvents`); without it only the Deployment's fields are considered. */
  timeline?: readonly TimelineEvent[];
  /** Milliseconds that the slowest good response took. */
  longestRequestMs?: number;
}

/** Nodes and ingress controllers learn of changed endpoints within about this many milliseconds: nobody sends to a terminating pod after it. */
const spreadMs = 3_000;
/** A pod whose preStop took all of its grace period is killed this many milliseconds after it: kubelet's least time to end. */
const leastMs = 2_000;
/** A pod that got requests too early answers within about this many milliseconds after it was created. */
const startMs = 15_000;

type Found = Omit<LikelyCause, 'name' | 'hint'>;
type Explained = Pick<LikelyCause, 'explains' | 'pods'>;

/**
 * Reasons that fit, the one that explains most first. Each is a rule about a field of the Deployment and about when requests
 * failed relative to what happened to pods; where no rule fits there is none.
 *
 * @param app what the lesson knows about its app beyond the rules of Kubernetes
 */
export function likelyCauses(failed: FailedTraffic, app: AppRules = {}): LikelyCause[] {
  const pod = failed.deployment.spec?.template.spec;
  const found = [...causesInStrategy(failed), ...servingContainers(pod?.containers ?? []).flatMap((serving) => causesInContainer(failed, serving, app)), ...causesInRoute(failed)];
  const different = found.filter((cause, index) => found.findIndex(({ key, field }) => key === cause.key && field === cause.field) === index);
  return different
    .filter(({ explains }) => explains > 0)
    .sort((a, b) => b.explains - a.explains)
    .map((cause) => ({ ...cause, name: texts.rollout.causes[cause.key].name, hint: app.hints?.[cause.key] ?? texts.rollout.causes[cause.key].hint }));
}

function causesInStrategy(failed: FailedTraffic): Found[] {
  const broken = { explains: brokenConnections(failed).length, pods: [] };
  if (failed.deployment.spec?.strategy?.type === 'Recreate') return [{ key: 'recreate', field: 'spec.strategy.type', ...broken }];
  return rolloutBounds(failed.deployment).fewestReady === 0 ? [{ key: 'allUnavailable', field: 'spec.strategy.rollingUpdate.maxUnavailable', ...broken }] : [];
}

interface Serving {
  container: Container;
  path: string;
}

/** The containers that declare a port; all where none does. A sidecar without a port gets no requests. */
function servingContainers(containers: readonly Container[]): Serving[] {
  const all = containers.map((container, index) => ({ container, path: `spec.template.spec.containers[${index}]` }));
  const withPorts = all.filter(({ container }) => (container.ports ?? []).length > 0);
  return withPorts.length > 0 ? withPorts : all;
}

function causesInContainer(failed: FailedTraffic, { container, path }: Serving, app: AppRules): Found[] {
  const { drainMs, exitsBy } = app.atSigterm?.(container) ?? { drainMs: 0 };
  const { preStop } = container.lifecycle ?? {};
  // The delay may lie before SIGTERM, or in the app itself after it, unless it exits at once.
  const delayMs = (preStop?.sleep?.seconds ?? 0) * 1_000 + (exitsBy === undefined ? drainMs : 0);
  const hasDelay = delayMs > 0 || preStop?.exec !== undefined || preStop?.httpGet !== undefined;
  const graceMs = (failed.deployment.spec?.template.spec?.terminationGracePeriodSeconds ?? 30) * 1_000;
  const leaving = (fromMs: number, toMs: number): Explained => explainedBy(failed, ['terminating'], fromMs, toMs);
  const found: Found[] = [];
  const blame = (applies: boolean, key: CauseKey, field: string, explained: () => Explained): void => {
    if (applies) found.push({ key, field, ...explained() });
  };

  blame(container.readinessProbe === undefined, 'noReadinessProbe', `${path}.readinessProbe`, () => explainedBy(failed, ['created', 'ready'], 0, startMs));
  blame((failed.longestRequestMs ?? 0) > graceMs - delayMs, 'graceTooShort', 'spec.template.spec.terminationGracePeriodSeconds', () => leaving(graceMs - 500, graceMs + leastMs + spreadMs));
  blame(exitsBy !== undefined, 'cutAtSigterm', `${path}.${exitsBy ?? ''}`, () => leaving(delayMs, delayMs + spreadMs));
  blame(!hasDelay, 'noPreStop', `${path}.lifecycle.preStop`, () => leaving(0, spreadMs));
  blame(hasDelay && exitsBy === undefined, 'cutAtSigterm', `${path}.image`, () => leaving(delayMs, delayMs + spreadMs));
  blame(failed.failures.every(({ error }) => error === 'timeout'), 'tooSlow', `${path}.resources`, () => ({ explains: failed.failures.length, pods: [] }));
  return found;
}

function causesInRoute({ failures }: FailedTraffic): Found[] {
  return failures.every(({ error, status }) => error === '4xx' && status === 404) ? [{ key: 'noRoute', field: 'metadata.labels', explains: failures.length, pods: [] }] : [];
}

/** Failures between pods and clients, whether the client saw the connection break or the ingress controller did (502 to 504). */
function brokenConnections({ failures }: FailedTraffic): Sample[] {
  return failures.filter(({ error, status }) => (error !== '5xx' && error !== '4xx' && error !== 'wrong body') || (status !== undefined && status >= 502));
}

/** Broken connections that ended this long after an event of some pod; without a timeline all of them may have. */
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
