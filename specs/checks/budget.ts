import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { selects } from './selects.ts';

/** What the disruption controller says about a budget. */
interface Budget extends KubeObject {
  status?: { observedGeneration?: number; expectedPods?: number; currentHealthy?: number; desiredHealthy?: number; disruptionsAllowed?: number };
}

/** A budget is counted anew within moments of each change of its pods. */
const SOON = 10_000;

/** Reads whether the budget is one for the app's pods, and lets so many of them go. Told apart: it does not know the pods, or is too strict or too lax. */
export function requireBudget(given: Given, budget: Manifest, pods: number, disruptions: number): void {
  given.expectField(budget, 'spec', 'budget').to.fit('minAvailable or maxUnavailable', (spec) => typeof spec === 'object' && spec !== null && ('minAvailable' in spec || 'maxUnavailable' in spec));
  const labels = given.manifest('Deployment', 'koa-sample-ap').get<Record<string, string>>('spec.template.metadata.labels') ?? {};
  given.expectField(budget, 'spec.selector', 'budget').to.fit(`labels of the app's pods: ${JSON.stringify(labels)}`, () => budget.get('spec.selector.matchExpressions') !== undefined || selects(budget.get('spec.selector.matchLabels'), labels));
  for (const field of ['spec.minAvailable', 'spec.maxUnavailable']) {
    if (budget.get(field) === undefined) continue;
    given.expectField(budget, field, 'budget').to.fit(`a number that lets ${disruptions} of ${pods} pods go`, (value) => mayGo(field, value, pods) === disruptions);
  }
}

/** Resolves when the budget lets exactly so many pods go, as the disruption controller sees it. */
export async function budgetAllows(given: Given, budget: Manifest, pods: number, disruptions: number): Promise<void> {
  const until = (state: string, fits: (status: NonNullable<Budget['status']>) => boolean, field: string) => given.until<Budget, true>({
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: budget.name, state, within: SOON, blame: { on: budget, field, hint: 'budget' },
    seen: ([object]) => (object?.status?.observedGeneration === object?.metadata?.generation && object?.status !== undefined && fits(object.status) ? true : undefined),
    describe: ([object]) => describe(object),
  });
  await until(`counts the ${pods} pods of the app`, ({ expectedPods }) => expectedPods === pods, 'spec.selector');
  const bound = budget.get('spec.maxUnavailable') === undefined ? 'spec.minAvailable' : 'spec.maxUnavailable';
  await until(`lets ${disruptions} of ${pods} pods go`, ({ disruptionsAllowed }) => disruptionsAllowed === disruptions, bound);
}

/** How many pods a bound lets go; percentages are rounded up, as the disruption controller does. */
function mayGo(field: string, value: unknown, pods: number): number {
  const bound = typeof value === 'number' ? value : Math.ceil((pods * Number.parseFloat(String(value))) / 100);
  return Math.max(0, field === 'spec.minAvailable' ? pods - bound : bound);
}

function describe(budget: Budget | undefined): string {
  if (budget?.status === undefined) return 'nothing is said about it yet';
  const { expectedPods = 0, currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = budget.status;
  return `${expectedPods} pods counted, ${currentHealthy} healthy, ${desiredHealthy} wanted, ${disruptionsAllowed} may go`;
}

/** Evicts a pod. Skips the test where this user may not. */
export async function evicted(given: Given, budget: Manifest, pod: Pod): Promise<void> {
  const refusal = await pod.evict();
  if (refusal?.code === 403) given.skip(`this user may not evict pods: ${refusal.message}`);
  await given.blame({ on: budget, field: 'spec', hint: 'budget' }, () => expect(refusal?.message ?? 'accepted', `eviction of Pod/${pod.name}`).to.equal('accepted'));
}

/** The eviction of one more pod must be refused, by the budget and by nothing else. */
export async function notEvicted(given: Given, budget: Manifest, pod: Pod): Promise<void> {
  const refusal = await pod.evict();
  await given.blame({ on: budget, field: 'spec', hint: 'budget' }, () => {
    expect(refusal?.code ?? 201, `status of the eviction of one more pod, Pod/${pod.name}`).to.equal(429);
    expect(refusal?.message, 'why').to.contain(budget.name);
  });
}
