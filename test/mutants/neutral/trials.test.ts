import { expect } from 'chai';
import type { NeutralVerdict } from '../../../harness/mutants/judge.ts';
import type { Batch } from '../../../harness/mutants/neutral/batches.ts';
import type { NeutralChange } from '../../../harness/mutants/neutral/neutral-change.ts';
import { neutralCounts } from '../../../harness/mutants/neutral/neutral-counts.ts';
import { resultsOf, toTrial, tryBatches } from '../../../harness/mutants/neutral/trials.ts';

const batch = (ids: string): Batch => ({
  lesson: '01-x', level: 'production', files: new Map(),
  changes: Array.from(ids, (id) => ({ fullId: id, lesson: '01-x', id, object: 'Pod/p', category: 'metadata', standsFor: '', source: 'listed' }) as NeutralChange),
});
const idsOf = ({ changes }: Batch): string => changes.map(({ id }) => id).join('');

/** Tries batches with a lesson that this says the verdict of. */
async function tried(batches: string[], verdictOf: (ids: string) => NeutralVerdict | undefined) {
  const trials = batches.map(batch).map(toTrial);
  const runs: string[] = [];
  await tryBatches(trials, (open) => {
    for (const trial of open) {
      runs.push(idsOf(trial.batch));
      const verdict = verdictOf(idsOf(trial.batch));
      if (verdict !== undefined) trial.verdict = verdict;
    }
    return Promise.resolve();
  }, ({ batch: each }) => {
    const middle = Math.ceil(each.changes.length / 2);
    return [batch(idsOf(each).slice(0, middle)), batch(idsOf(each).slice(middle))];
  });
  const { passed, total, failed, changes } = neutralCounts(trials.flatMap(resultsOf));
  return { runs, passed, total, failed: failed.map(({ id }) => id), errors: changes.filter(({ status }) => status === 'error').map(({ id }) => id) };
}
const failed: NeutralVerdict = { status: 'failed', by: 'apply', message: 'x', object: 'Pod/p' };
const passes: NeutralVerdict = { status: 'passed' };

describe('trials of batches', () => {
  it('prove all of a batch that passes by one run', async () => {
    expect(await tried(['abcd', 'ef'], () => passes)).to.deep.equal({ runs: ['abcd', 'ef'], passed: 6, total: 6, failed: [], errors: [] });
  });

  it('halve what fails until the change that is to blame stands alone, and prove the others', async () => {
    expect(await tried(['abcd', 'ef'], (ids) => (ids.includes('c') ? failed : passes)))
      .to.deep.equal({ runs: ['abcd', 'ef', 'ab', 'cd', 'c', 'd'], passed: 5, total: 6, failed: ['c'], errors: [] });
  });

  it('do not call it a pass when changes fail together and each half passes', async () => {
    expect(await tried(['ab'], (ids) => (ids === 'ab' ? failed : passes))).to.deep.equal({ runs: ['ab', 'a', 'b'], passed: 2, total: 3, failed: ['a + b'], errors: [] });
  });

  it('find what breaks the harness, and count nothing that was cut short', async () => {
    expect(await tried(['ab'], (ids) => (ids.includes('a') ? { status: 'error', reason: 'broken' } : passes))).to.deep.include({ passed: 1, total: 2, failed: [], errors: ['a'] });
    expect(await tried(['ab', 'c'], (ids) => (ids === 'c' ? passes : undefined))).to.deep.include({ runs: ['ab', 'c'], passed: 1, total: 1 });
    expect(await tried(['abcd'], (ids) => (ids === 'abcd' ? failed : ids === 'ab' ? passes : undefined)), 'cut short in parts').to.deep.include({ passed: 2, total: 2, failed: [] });
  });
});
