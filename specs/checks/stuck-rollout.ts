import type { Deployment, KubeObject, Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { describeDeployment, isComplete } from '../../harness/wait/deployment-problems.ts';
import { t as texts } from './rollout-texts.ts';

const t = texts.stuck;

/** Seconds without progress after which the Deployment says so: short, so that the lesson need not wait long. */
const deadlineSeconds = 2;
/** Milliseconds that the controller and a busy machine may take beyond it. */
const slackMs = 15_000;

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** A change that cannot work, and how its pods show it. */
export interface BadChange {
  what: Text;
  change: (deployment: Manifest) => Manifest;
  shows: (container: ContainerStatus) => boolean;
}

const container = 'spec.template.spec.containers[0]';

export const failingReadiness: BadChange = {
  what: t.failingReadiness,
  change: (deployment) => deployment.with(`${container}.readinessProbe`, { httpGet: { path: '/no-such-path', port: 3000 }, periodSeconds: 1 }),
  shows: ({ state, ready }) => state?.running !== undefined && !ready,
};

export const badChanges: readonly BadChange[] = [
  {
    what: t.noSuchImage,
    // Never: the node says at once that it has no such image, and does not try to pull it.
    change: (deployment) => deployment.with(`${container}.image`, 'koa-sample-ap:no-such-version').with(`${container}.imagePullPolicy`, 'Never'),
    shows: ({ state }) => state?.waiting?.reason === 'ErrImageNeverPull',
  },
  failingReadiness,
  {
    what: t.exits,
    change: (deployment) => deployment.with(`${container}.command`, ['node', '--no-such-option']),
    shows: ({ state, restartCount }) => restartCount > 0 || state?.waiting?.reason === 'CrashLoopBackOff',
  },
];

/** Applies a bad change and resolves when a pod shows what is wrong and the Deployment says that it makes no progress. */
export async function applyAndGetStuck(given: Given, deployment: Manifest, bad: BadChange): Promise<void> {
  const before = new Set((await given.deployment(deployment.name).pods().now()).map(({ name }) => name));
  const blame = { on: deployment, field: 'spec.strategy', hint: t.hint };
  const appliedAt = performance.now();
  await given.apply(bad.change(deployment).with('spec.progressDeadlineSeconds', deadlineSeconds));
  await given.until<Pod & KubeObject, true>({
    apiVersion: 'v1',
    kind: 'Pod',
    state: t.shows(bad.what),
    seen: (pods) => (pods.some(({ metadata, status }) => !before.has(metadata?.name ?? '') && status?.containerStatuses?.some(bad.shows) === true) ? true : undefined),
    within: slackMs,
    blame,
  });
  await given.until<Deployment & KubeObject, true>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: deployment.name,
    state: before.size > 0 ? t.noProgressButAvailable : t.noProgress,
    seen: ([now]) => (upToDate(now) && condition(now, 'Progressing') === 'False ProgressDeadlineExceeded' && (before.size === 0 || condition(now, 'Available').startsWith('True')) ? true : undefined),
    describe: ([now]) => (now === undefined ? t.missing : verbatim(`Progressing=${condition(now, 'Progressing')}, Available=${condition(now, 'Available')}`)),
    within: deadlineSeconds * 1_000 + slackMs,
    blame,
  });
  given.measure(`saidWhyMs: ${bad.what.en}`, Math.round(performance.now() - appliedAt));
}

/** Resolves when a Deployment has all pods of its newest template and no other; those on their way out may still be there. */
export async function allUpdated(given: Given, name: string): Promise<void> {
  await given.until<Deployment & KubeObject, true>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name,
    state: t.updated,
    seen: ([now]) => (now !== undefined && isComplete(now) ? true : undefined),
    describe: ([now]) => describeDeployment(now),
    blame: { on: `Deployment/${name}`, hint: t.updateHint },
  });
}

function upToDate(deployment: Deployment | undefined): boolean {
  return deployment?.metadata?.generation !== undefined && (deployment.status?.observedGeneration ?? 0) >= deployment.metadata.generation;
}

function condition(deployment: Deployment | undefined, type: string): string {
  const found = deployment?.status?.conditions?.find((each) => each.type === type);
  return found === undefined ? 'unknown' : `${found.status} ${found.reason ?? ''}`;
}
