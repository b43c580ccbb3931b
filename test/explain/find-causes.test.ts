import { expect } from 'chai';
import type { Outcome } from '../../harness/explain/ddmin.ts';
import { findCauses, type Causes } from '../../harness/explain/find-causes.ts';
import { LessonComparison } from '../../harness/explain/lesson-comparison.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import { deployment, manifestsOf } from './objects.ts';

const failure = flattened({ expected: { en: 'a', ja: 'a' }, observed: { en: 'b', ja: 'b' }, object: 'Deployment/web', elapsedMs: 1 });
const ours = manifestsOf(deployment('env: [{ name: A, value: a }, { name: B, value: a }, { name: C, value: a }, { name: D, value: a }, { name: E, value: a }]'));
const theirs = manifestsOf(deployment('env: [{ name: A, value: b }, { name: B, value: b }, { name: C, value: b }, { name: D, value: b }, { name: E, value: b }]').replace('kind: Deployment\n', 'kind: Deployment\n').replace('metadata: { name: web }', 'metadata: { name: web, labels: { idle: x } }'));

/** What is found when the lesson fails with these variables changed; `L`: with the label, which cannot matter. */
async function find(outcome: (changed: string, alone: boolean) => Outcome, most = 12): Promise<{ found: Omit<Causes, 'causes'> & { causes: string[] }; tried: string[] }> {
  const tried: string[] = [];
  const nameOf = (field = ''): string => /env\[(\w)\]/.exec(field)?.[1] ?? 'L';
  const { causes, ...rest } = await findCauses({
    failure, most, jobs: 2, comparison: new LessonComparison(ours, theirs), strict: () => new LessonComparison(ours, theirs, { strict: true }),
    run: async (trials, alone) => await Promise.resolve(trials.map(({ taken }) => {
      const changed = taken.map(({ field }) => nameOf(field)).sort().join('');
      tried.push(changed);
      return outcome(changed, alone);
    })),
  });
  return { found: { ...rest, causes: causes.map((cause) => cause.map(({ field }) => nameOf(field)).sort().join('')) }, tried };
}

describe('findCauses', () => {
  it('proves a cause: alone it fails, and without it the lesson passes', async () => {
    const { found, tried } = await find((changed) => (changed.includes('D') ? 'fails' : 'passes'));
    expect(found).to.deep.include({ verdict: 'proved', causes: ['D'], passesWithout: true });
    expect(tried.slice(0, 2)).to.deep.equal(['', 'ABCDE']);
    expect(tried).to.include('D').and.to.include('ABCE');
    expect(found.runs).to.equal(tried.length);
  });

  it('proves what only fails together', async () => {
    expect((await find((changed) => (changed.includes('A') && changed.includes('E') ? 'fails' : 'passes'), 30)).found).to.deep.include({ verdict: 'proved', causes: ['AE'], passesWithout: true });
  });

  it('finds each of several causes', async () => {
    expect((await find((changed) => (/[BD]/.test(changed) ? 'fails' : 'passes'), 30)).found).to.deep.include({ verdict: 'proved', causes: ['B', 'D'], passesWithout: true });
  });

  it("says that the cluster is to blame where the lesson's own manifests fail as well, or cannot be judged", async () => {
    expect((await find(() => 'fails')).found).to.deep.equal({ verdict: 'cluster', causes: [], runs: 4 });
    expect((await find((changed) => (changed === '' ? 'unclear' : 'fails'))).found).to.deep.include({ verdict: 'cluster' });
  });

  it('takes what was thought not to matter into account before it says that the failure does not come again', async () => {
    expect((await find((changed) => (changed.includes('L') ? 'fails' : 'passes'), 30)).found).to.deep.include({ verdict: 'proved', causes: ['L'], passesWithout: true });
    expect((await find(() => 'passes')).found).to.deep.equal({ verdict: 'not reproduced', causes: [], runs: 6 });
  });

  it('runs the whole lesson, where the test does not fail by itself, or not by the difference', async () => {
    const behind = (fails: (changed: string) => boolean) => async (alone: Outcome) => await find((changed, isAlone) => (isAlone ? alone : fails(changed) ? 'fails' : 'passes'));
    const find_ = behind((changed) => changed.includes('B'));
    for (const alone of ['passes', 'unclear', 'fails'] as const) {
      const { found, tried } = await find_(alone);
      expect(found, alone).to.deep.include({ verdict: 'proved', causes: ['B'], passesWithout: true, runs: tried.length });
      expect(tried.filter((each) => !each.includes('L')).slice(0, 4), alone).to.deep.equal(['', 'ABCDE', '', 'ABCDE']);
    }
  });

  it('leaves out all other tests where the test fails without them', async () => {
    const ways: boolean[] = [];
    await find((changed, alone) => { ways.push(alone); return changed.includes('D') ? 'fails' : 'passes'; });
    expect(new Set(ways)).to.deep.equal(new Set([true]));
  });

  it('says how far it came when there are no runs left', async () => {
    const { found } = await find((changed) => (changed.includes('A') && changed.includes('E') ? 'fails' : 'passes'), 4);
    expect(found).to.deep.include({ verdict: 'unfinished', runs: 4 });
    expect(found.causes[0]).to.include('A').and.to.include('E');
    expect((await find(() => 'fails', 0)).found).to.deep.equal({ verdict: 'unfinished', causes: [], runs: 0 });
  });
});
