import type { KubeObject } from '../../harness/client/objects.ts';
import { refusedBy, type Refused } from '../../harness/expect/refusal.ts';
import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { t as texts } from './rollout-texts.ts';
import { selects } from './selects.ts';

const t = texts.budget;

/** What the disruption controller says about a budget. */
interface Budget extends KubeObject {
  status?: { observedGeneration?: number; expectedPods?: number; currentHealthy?: number; desiredHealthy?: number; disruptionsAllowed?: number };
}

/** Milliseconds in which the controller surely has counted a budget again: it does so at once with each change of its pods. */
const soonMs = 10_000;

/** Reads whether the budget selects the pods of the app and lets exactly `disruptions` of them be evicted; the field at fault is blamed. */
export function requireBudget(given: Given, budget: Manifest, pods: number, disruptions: number): void {
  given.expectField(budget, 'spec', t.hint).to.fit(t.bound, (spec) => typeof spec === 'object' && spec !== null && ('minAvailable' in spec || 'maxUnavailable' in spec));
  const labels = given.manifest('Deployment', 'koa-sample-ap').get<Record<string, string>>('spec.template.metadata.labels') ?? {};
  given.expectField(budget, 'spec.selector', t.hint).to.fit(t.labels(JSON.stringify(labels)), () => budget.get('spec.selector.matchExpressions') !== undefined || selects(budget.get('spec.selector.matchLabels'), labels));
  for (const field of ['spec.minAvailable', 'spec.maxUnavailable']) {
    if (budget.get(field) === undefined) continue;
    given.expectField(budget, field, t.hint).to.fit(t.lets(disruptions, pods), (value) => mayGo(field, value, pods) === disruptions);
  }
}

/** Resolves when the disruption controller counts the pods and lets exactly `disruptions` of them be evicted. */
export async function budgetAllows(given: Given, budget: Manifest, pods: number, disruptions: number): Promise<void> {
  const until = (state: Text, fits: (status: NonNullable<Budget['status']>) => boolean, field: string) => given.until<Budget, true>({
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: budget.name, state, within: soonMs, blame: { on: budget, field, hint: t.hint },
    seen: ([object]) => (object?.status?.observedGeneration === object?.metadata?.generation && object?.status !== undefined && fits(object.status) ? true : undefined),
    describe: ([object]) => describe(object),
  });
  await until(t.counts(pods), ({ expectedPods }) => expectedPods === pods, 'spec.selector');
  const bound = budget.get('spec.maxUnavailable') === undefined ? 'spec.minAvailable' : 'spec.maxUnavailable';
  await until(t.allows(disruptions, pods), ({ disruptionsAllowed }) => disruptionsAllowed === disruptions, bound);
}

/** How many pods a bound lets be evicted; percentages are rounded up, as the disruption controller does. */
function mayGo(field: string, value: unknown, pods: number): number {
  const bound = typeof value === 'number' ? value : Math.ceil((pods * Number.parseFloat(String(value))) / 100);
  return Math.max(0, field === 'spec.minAvailable' ? pods - bound : bound);
}

function describe(budget: Budget | undefined): Text {
  if (budget?.status === undefined) return t.noStatus;
  const { expectedPods = 0, currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = budget.status;
  return t.status(expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed);
}

/** Evicts a pod. Skips the test where this user may not. */
export async function evicted(given: Given, budget: Manifest, pod: Pod): Promise<void> {
  const refusal = await refusalOfEviction(pod);
  if (refusal?.code === 403) given.skip(t.mayNotEvict(refusal.message));
  given.expect(refusal?.message ?? 'accepted', { what: t.eviction(pod.name), ...blame(budget) }).to.equal('accepted');
}

/** The eviction of one more pod must be refused, by the budget and by nothing else. */
export async function notEvicted(given: Given, budget: Manifest, pod: Pod): Promise<void> {
  await given.refused({ what: t.evictionOfAnother(pod.name), code: 429, message: new RegExp(`\\b${budget.name}\\b`), ...blame(budget) }, () => pod.evict());
}

/** The eviction that was refused would be accepted now. Nothing is evicted. */
export async function mayBeEvicted(given: Given, budget: Manifest, pod: Pod): Promise<void> {
  const refusal = await refusalOfEviction(pod, { dryRun: true });
  given.expect(refusal?.message ?? 'accepted', { what: t.evictionAgain(pod.name), ...blame(budget) }).to.equal('accepted');
}

/** How the API server refuses to evict a pod; undefined when it accepts. */
async function refusalOfEviction(pod: Pod, options: { dryRun?: boolean } = {}): Promise<Refused | undefined> {
  try {
    await pod.evict(options);
    return undefined;
  } catch (error) {
    const refused = refusedBy(error);
    if (refused === undefined) throw error;
    return refused;
  }
}

function blame(budget: Manifest): Blame {
  return { on: budget, field: 'spec', hint: t.hint };
}
