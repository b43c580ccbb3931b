import { expect } from 'chai';
import { causeLines } from '../../harness/report/cause-lines.ts';
import { annotations, stepSummary } from '../../harness/report/github.ts';
import { junitXml } from '../../harness/report/junit.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { Explained, Failure, ManifestDifference, Results } from '../../harness/verdict/results.ts';
import { exampleResults } from './example-results.ts';

const one: ManifestDifference = { object: 'Deployment/db', field: 'spec.args[4]', file: '04-mysql/db.yaml', line: 7, observed: '`--x`', ours: 'nothing', ja: { observed: '`--x`', ours: 'なし' } };
const failure = (more: Partial<Failure>): Failure => ({ ...flattened({ expected: { en: 'a', ja: 'a' }, observed: { en: 'b', ja: 'b' }, object: 'Deployment/db', elapsedMs: 1 }), ...more });
const explained = (more: Partial<Explained> = {}): Explained => ({ verdict: 'proved', test: 'keeps rows', causes: [[one]], passesWithout: true, runs: 2, durationMs: 31_000, ...more });
const english = (more: Partial<Failure>): string[] => causeLines(failure(more)).map(({ en }) => en);

describe('causeLines', () => {
  it('say what was proved, in place of what was likely', () => {
    expect(english({ explained: explained(), differences: [{ ...one, likely: true }] })).to.deep.equal([
      "cause: Deployment/db spec.args[4] (04-mysql/db.yaml:7): `--x`; the lesson's own manifests: nothing",
      "proved: with it taken back the lesson passes this test; with it in the lesson's own manifests, and nothing else, the lesson fails at the same test (2 runs, 31.0 s)",
    ]);
    expect(english({ explained: explained({ causes: [[one, one]], passesWithout: false }) }).at(-1)).to.match(/^proved: with these together .*; there is another cause besides$/);
  });

  it('say what is likely where nothing was proved, and nothing where nothing is known', () => {
    expect(english({ differences: [{ ...one, likely: true }, one] })).to.deep.equal(["likely cause: Deployment/db spec.args[4] (04-mysql/db.yaml:7): `--x`; the lesson's own manifests: nothing"]);
    expect(english({ differences: [one] })).to.deep.equal([]);
  });

  it('say that it was not the manifests, that the failure did not come again, or that there were too few runs', () => {
    const verdict = (more: Partial<Explained>): string => english({ explained: explained({ causes: [], ...more }) }).join();
    expect(verdict({ verdict: 'cluster' })).to.match(/^not the manifests:/);
    expect(verdict({ verdict: 'not reproduced' })).to.match(/^not found: the lesson did not fail at this test again/);
    expect(verdict({ verdict: 'unfinished' })).to.match(/^not found .*--explain-runs/);
    expect(verdict({ verdict: 'unfinished', causes: [[one]] })).to.match(/not proved yet/);
  });

  it('stand in the annotations, the summary and junit.xml', () => {
    const results: Results = { ...exampleResults(), lessons: [{ name: '04-mysql', startedAt: exampleResults().startedAt, durationMs: 1, tests: [{ title: 'keeps rows', status: 'failed', startedAt: exampleResults().startedAt, durationMs: 1, failure: failure({ explained: explained() }) }] }] };
    expect(annotations(results, { repository: '/r', manifests: '/r/mine' }, 'en')[0]).to.include('cause: Deployment/db').and.to.include('proved: with it taken back');
    expect(stepSummary(results, 'ja')).to.include('確認済み');
    expect(junitXml(results)).to.include('proved: with it taken back');
  });
});
