import type { Deployment, KubeObject, Pod } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { describeDeployment, isComplete } from '../../harness/wait/deployment-problems.ts';

/** Seconds without progress after which the Deployment says so: short, so that the lesson need not wait long. */
const DEADLINE_S = 2;
/** Milliseconds that the controller and a busy machine may take beyond it. */
const SLACK_MS = 15_000;

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** A change that cannot work, and how its pods show it. */
export interface BadChange {
  what: string;
  change: (deployment: Manifest) => Manifest;
  shows: (container: ContainerStatus) => boolean;
}

const container = 'spec.template.spec.containers[0]';

export const failingReadiness: BadChange = {
  what: 'a readiness probe that fails',
  change: (deployment) => deployment.with(`${container}.readinessProbe`, { httpGet: { path: '/no-such-path', port: 3000 }, periodSeconds: 1 }),
  shows: ({ state, ready }) => state?.running !== undefined && !ready,
};

export const badChanges: readonly BadChange[] = [
  {
    what: 'an image that does not exist',
    // Never: the node says at once that it has no such image, and asks nobody else for it.
    change: (deployment) => deployment.with(`${container}.image`, 'koa-sample-ap:no-such-version').with(`${container}.imagePullPolicy`, 'Never'),
    shows: ({ state }) => state?.waiting?.reason === 'ErrImageNeverPull',
  },
  failingReadiness,
  {
    what: 'a program that ends at once',
    change: (deployment) => deployment.with(`${container}.command`, ['node', '--no-such-option']),
    shows: ({ state, restartCount }) => restartCount > 0 || state?.waiting?.reason === 'CrashLoopBackOff',
  },
];

/** Applies a bad change and resolves when a pod shows what is wrong and the Deployment says that it makes no progress. */
export async function applyAndGetStuck(given: Given, deployment: Manifest, bad: BadChange): Promise<void> {
  const before = new Set((await given.deployment(deployment.name).pods().now()).map(({ name }) => name));
  const blame = { on: deployment, field: 'spec.strategy' };
  const appliedAt = performance.now();
  await given.apply(bad.change(deployment).with('spec.progressDeadlineSeconds', DEADLINE_S));
  await given.until<Pod & KubeObject, true>({
    apiVersion: 'v1',
    kind: 'Pod',
    state: `a new pod that shows ${bad.what}`,
    seen: (pods) => (pods.some(({ metadata, status }) => !before.has(metadata?.name ?? '') && status?.containerStatuses?.some(bad.shows) === true) ? true : undefined),
    within: SLACK_MS,
    blame,
  });
  await given.until<Deployment & KubeObject, true>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: deployment.name,
    state: `Progressing=False, ProgressDeadlineExceeded${before.size > 0 ? ', and still available' : ''}`,
    seen: ([now]) => (upToDate(now) && condition(now, 'Progressing') === 'False ProgressDeadlineExceeded' && (before.size === 0 || condition(now, 'Available').startsWith('True')) ? true : undefined),
    describe: ([now]) => (now === undefined ? 'there is none' : `Progressing=${condition(now, 'Progressing')}, Available=${condition(now, 'Available')}`),
    within: DEADLINE_S * 1_000 + SLACK_MS,
    blame,
  });
  given.measure(`saidWhyMs: ${bad.what}`, Math.round(performance.now() - appliedAt));
}

/** Resolves when a Deployment has all pods of its newest template and no other; those on their way out may still be there. */
export async function allUpdated(given: Given, name: string): Promise<void> {
  await given.until<Deployment & KubeObject, true>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name,
    state: 'all replicas updated and available',
    seen: ([now]) => (now !== undefined && isComplete(now) ? true : undefined),
    describe: ([now]) => describeDeployment(now),
    blame: { on: `Deployment/${name}` },
  });
}

function upToDate(deployment: Deployment | undefined): boolean {
  return deployment?.metadata?.generation !== undefined && (deployment.status?.observedGeneration ?? 0) >= deployment.metadata.generation;
}

function condition(deployment: Deployment | undefined, type: string): string {
  const found = deployment?.status?.conditions?.find((each) => each.type === type);
  return found === undefined ? 'unknown' : `${found.status} ${found.reason ?? ''}`;
}
