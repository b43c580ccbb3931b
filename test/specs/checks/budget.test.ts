import { expect } from 'chai';
import { Given, type Manifest, type Pod } from '../../../harness/lesson/given.ts';
import { LivePod } from '../../../harness/objects/live-pod.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { Failure } from '../../../harness/verdict/results.ts';
import { budgetOf, evicted, mayBeEvicted, notEvicted } from '../../../specs/checks/budget.ts';
import { FakeApi, refuse } from '../../client/fake-api.ts';
import { given } from './fixtures/lesson-05.ts';

describe('the budget of a workload', () => {
  const name = (change: (manifest: Manifest) => Manifest): string => {
    const lesson = given('PodDisruptionBudget/koa-sample-ap', change);
    return budgetOf(lesson, lesson.manifest('Deployment', 'koa-sample-ap')).name;
  };

  it('is the one that selects its pods, else the one of its name', () => {
    expect(name((manifest) => manifest)).to.equal('koa-sample-ap');
    expect(name((manifest) => manifest.named('of-the-app'))).to.equal('of-the-app');
    expect(name((manifest) => manifest.with('spec.selector', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }))).to.equal('koa-sample-ap');
    expect(() => name((manifest) => manifest.named('of-the-app').with('spec.selector.matchLabels.app', 'koa'))).to.throw(LessonFailure, 'a PodDisruptionBudget named koa-sample-ap');
  });
});

describe('evictions under the budget of lesson 05', () => {
  let api: FakeApi;
  let refusal: { code: number; message: string } | undefined;
  before(async () => {
    api = await FakeApi.serve({
      'GET /api/v1': () => ({ resources: [{ kind: 'Pod', name: 'pods', namespaced: true }] }),
      'POST /api/v1/namespaces/05-ingress/pods/ap-1/eviction': (_, response) => {
        if (refusal === undefined) return { kind: 'Status', status: 'Success' };
        refuse(response, refusal.code, { message: refusal.message });
        return undefined;
      },
    });
  });
  after(async () => { await api.close(); });

  const failure = async (answer: typeof refusal, check: (given: Given, budget: Manifest, pod: Pod) => Promise<void>): Promise<Failure | undefined> => {
    refusal = answer;
    const lesson = given('', undefined, { client: api.client });
    const [scope] = Given.scopesOf(lesson);
    if (scope === undefined) throw new Error('the lesson has no namespace');
    try {
      await check(lesson, lesson.manifest('PodDisruptionBudget', 'koa-sample-ap'), new LivePod(scope, { metadata: { name: 'ap-1' } }));
    } catch (error) {
      if (error instanceof LessonFailure) return error.failure;
      throw error;
    }
    return undefined;
  };
  const [notYet, replaced] = [false, true].map((is) => (lesson: Given, budget: Manifest, pod: Pod) => notEvicted(lesson, budget, pod, () => Promise.resolve(is))) as [typeof evicted, typeof evicted];
  const byBudget = { code: 429, message: 'Cannot evict pod as it would violate the disruption budget koa-sample-ap.' };

  it('are accepted for one pod, and refused by the budget for the next', async () => {
    expect(await failure(undefined, evicted)).to.equal(undefined);
    expect(await failure(byBudget, notYet)).to.equal(undefined);
    expect(api.seen.at(-1)?.url.searchParams.get('dryRun'), 'a pod too many would be gone').to.equal('All');
    expect(await failure(undefined, replaced), 'where a new pod has taken the place of an evicted one').to.equal(undefined);
    expect(await failure(undefined, mayBeEvicted)).to.equal(undefined);
    expect(api.seen.at(-1)?.url.searchParams.get('dryRun')).to.equal('All');
  });

  it('are blamed on the budget when it is too strict, too lax or not what refuses', async () => {
    expect(await failure(byBudget, evicted)).to.include({ object: 'PodDisruptionBudget/koa-sample-ap', field: 'spec', expected: 'eviction of Pod/ap-1: "accepted"' });
    expect((await failure(undefined, notYet))?.expected).to.contain('refuses the eviction of one more pod, Pod/ap-1: 429');
    for (const check of [notYet, replaced]) expect((await failure({ code: 429, message: 'too many requests' }, check))?.observed).to.equal('429 too many requests');
    expect((await failure(byBudget, mayBeEvicted))?.observed).to.contain('would violate the disruption budget');
  });
});
