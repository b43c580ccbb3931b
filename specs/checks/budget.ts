import type { KubeObject } from '../../harness/client/objects.ts';
import { refusedBy, type Refused } from '../../harness/expect/refusal.ts';
import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { selects } from '../../harness/values/label-selector.ts';
import { t as texts } from './rollout-texts.ts';

const t = texts.budget;

/** What the disruption controller says about a budget. */
interface Budget extends KubeObject {
  status?: { observedGeneration?: number; expectedPods?: number; currentHealthy?: number; desiredHealthy?: number; disruptionsAllowed?: number };
}

/** Milliseconds in which the controller surely has counted a budget again: it does so at once with each change of its pods. */
const soonMs = 10_000;

/** The budget for the pods of a workload: the one that selects them, else the one of that name. Throws LessonFailure where there is none. */
export function budgetOf(given: Given, workload: Manifest): Manifest {
  const labels = workload.get('spec.template.metadata.labels');
  const found = given.manifests.all('PodDisruptionBudget').find((budget) => selects(budget.get('spec.selector'), labels));
  return found ?? given.manifest('PodDisruptionBudget', workload.name);
}

/**
 * Resolves with how many of the pods may be evicted at once, when the disruption controller has counted them: one at least, and not
 * all of them.
 *
 * @param allowed exactly so many, where that is known
 */
export async function budgetAllows(given: Given, budget: Manifest, pods: number, allowed?: number): Promise<number> {
  const until = (state: Text, fits: (status: NonNullable<Budget['status']>) => boolean, field: string) => given.until<Budget, number>({
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: budget.name, state, within: soonMs, blame: { on: budget, field, hint: t.hint },
    seen: ([object]) => (object?.status?.observedGeneration === object?.metadata?.generation && object?.status !== undefined && fits(object.status) ? (object.status.disruptionsAllowed ?? 0) : undefined),
    describe: ([object]) => describe(object),
  });
  await until(t.counts(pods), ({ expectedPods }) => expectedPods === pods, 'spec.selector');
  const bound = budget.get('spec.maxUnavailable') === undefined ? 'spec.minAvailable' : 'spec.maxUnavailable';
  const state = allowed === undefined ? t.allowsSome(pods) : t.allows(allowed, pods);
  return await until(state, ({ disruptionsAllowed = 0 }) => (allowed === undefined ? disruptionsAllowed > 0 && disruptionsAllowed < pods : disruptionsAllowed === allowed), bound);
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

/**
 * The eviction of one more pod must be refused, by the budget and by nothing else, unless a new pod has already taken the place of
 * one that was evicted: then the budget lets another one go. Nothing is evicted.
 *
 * @param replaced whether one has
 */
export async function notEvicted(given: Given, budget: Manifest, pod: Pod, replaced: () => Promise<boolean>): Promise<void> {
  const seen = { accepted: false };
  try {
    await given.refused({ what: t.evictionOfAnother(pod.name), code: 429, message: new RegExp(`\\b${budget.name}\\b`), ...blame(budget) }, async () => {
      await pod.evict({ dryRun: true });
      seen.accepted = true;
    });
  } catch (error) {
    if (!seen.accepted || !(await replaced())) throw error;
  }
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
