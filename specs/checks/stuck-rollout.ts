import type { Deployment, KubeObject, Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { t as texts } from './rollout-texts.ts';
import { graceOf } from './grace.ts';
import { inRoom } from './room.ts';
import { leastUpdateTime } from './update-time.ts';

const t = texts.stuck;

/** Seconds without progress after which the Deployment says so: short, so that the lesson need not wait long. */
const deadlineSeconds = 2;
/** Milliseconds that the controller and a busy machine may take beyond it. */
const slackMs = 15_000;
/** Milliseconds for an update beyond what it takes by its own settings. */
const updateMs = 60_000;

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** A change that cannot work, and how its pods show it. */
export interface BadChange {
  what: Text;
  /** @param container the path of the container of the program that is changed */
  change: (deployment: Manifest, container: string) => Manifest;
  shows: (container: ContainerStatus, pod: { initialized: boolean }) => boolean;
  /** Without a readiness probe a pod may count for a moment, so that the rollout goes on. */
  needsProbe?: true;
}

export const failingReadiness: BadChange = {
  what: t.failingReadiness,
  change: (deployment, container) => deployment.with(`${container}.readinessProbe`, { httpGet: { path: '/no-such-path', port: 3000 }, periodSeconds: 1 }),
  shows: ({ state, ready }) => state?.running !== undefined && !ready,
};

export const badChanges: readonly BadChange[] = [
  {
    what: t.noSuchImage,
    // Never: the node says at once that it has no such image, and does not try to pull it.
    change: (deployment, container) => deployment.with(`${container}.image`, 'koa-sample-ap:no-such-version').with(`${container}.imagePullPolicy`, 'Never'),
    // Behind init containers the kubelet tries at once too, and says so in the status only when it looks again, up to a minute later.
    shows: ({ state }, { initialized }) => state?.waiting?.reason === 'ErrImageNeverPull' || (initialized && state?.waiting?.reason === 'PodInitializing'),
  },
  failingReadiness,
  {
    what: t.exits,
    change: (deployment, container) => deployment.with(`${container}.command`, ['node', '--no-such-option']),
    shows: ({ state, restartCount }) => restartCount > 0 || state?.waiting?.reason === 'CrashLoopBackOff',
    needsProbe: true,
  },
];

/**
 * Applies a bad change and resolves when a pod shows what is wrong and the Deployment says that it makes no progress. A rolling
 * update must stay available meanwhile; with the strategy Recreate the old pods are gone by then.
 *
 * @param container the path of the container that is changed
 */
export async function applyAndGetStuck(given: Given, deployment: Manifest, container: string, bad: BadChange): Promise<void> {
  const before = new Set((await given.deployment(deployment.name).pods().now()).map(({ name }) => name));
  const blame = { on: deployment, field: 'spec.strategy', hint: t.hint };
  const isRecreate = deployment.get('spec.strategy.type') === 'Recreate';
  const oldPodsMs = isRecreate && before.size > 0 ? graceOf(deployment) * 1_000 : 0;
  const staysAvailable = before.size > 0 && !isRecreate;
  // The API server wants a new pod to count before that, if all goes well.
  const deadline = deadlineSeconds + (deployment.get<number>('spec.minReadySeconds') ?? 0);
  const changed = bad.change(deployment, container);
  const name = changed.get<string>(`${container}.name`);
  const appliedAt = performance.now();
  await given.apply(changed.with('spec.progressDeadlineSeconds', deadline));
  await given.until<Pod & KubeObject, true>({
    apiVersion: 'v1',
    kind: 'Pod',
    state: t.shows(bad.what),
    seen: (pods) => (pods.some(({ metadata, status }) => !before.has(metadata?.name ?? '') && status?.containerStatuses?.some((each) => each.name === name && bad.shows(each, { initialized: isInitialized(status) })) === true) ? true : undefined),
    within: slackMs + oldPodsMs,
    blame,
  });
  await given.until<Deployment & KubeObject, true>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: deployment.name,
    state: staysAvailable ? t.noProgressButAvailable : t.noProgress,
    seen: ([now]) => (upToDate(now) && condition(now, 'Progressing') === 'False ProgressDeadlineExceeded' && (!staysAvailable || condition(now, 'Available').startsWith('True')) ? true : undefined),
    describe: ([now]) => (now === undefined ? t.missing : verbatim(`Progressing=${condition(now, 'Progressing')}, Available=${condition(now, 'Available')}`)),
    within: deadline * 1_000 + slackMs + oldPodsMs,
    blame,
  });
  given.measure(`saidWhyMs: ${bad.what.en}`, Math.round(performance.now() - appliedAt));
}

/** Resolves when a Deployment has all pods of its newest template and no other; those on their way out may still be there. */
export async function allUpdated(given: Given, deployment: Manifest): Promise<void> {
  const within = updateMs + leastUpdateTime(deployment).ms;
  await inRoom(given, given.deployment(deployment.name).updated({ within, blame: { on: `Deployment/${deployment.name}`, hint: t.updateHint } }));
}

function isInitialized(status: Pod['status']): boolean {
  return status?.conditions?.some(({ type, status: holds }) => type === 'Initialized' && holds === 'True') === true;
}

function upToDate(deployment: Deployment | undefined): boolean {
  return deployment?.metadata?.generation !== undefined && (deployment.status?.observedGeneration ?? 0) >= deployment.metadata.generation;
}

function condition(deployment: Deployment | undefined, type: string): string {
  const found = deployment?.status?.conditions?.find((each) => each.type === type);
  return found === undefined ? 'unknown' : `${found.status} ${found.reason ?? ''}`;
}
