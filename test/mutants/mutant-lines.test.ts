import { expect } from 'chai';
import { concludeMutants, mutantLine } from '../../harness/mutants/mutant-lines.ts';
import type { MutantResult, MutantsReport } from '../../harness/mutants/mutant-results.ts';

const killed: MutantResult = {
  id: '04-mysql/no-claim', lesson: '04-mysql', category: 'storage', source: 'listed', object: 'Deployment/db', field: 'spec', status: 'killed', slow: true,
  by: 'binds', message: 'Deployment/db: expected a, observed b', namesField: false, durationMs: 4_000, standsFor: 'a claim that is missing',
};

const report: MutantsReport = {
  schema: 1, startedAt: '', durationMs: 4_000, exitCode: 1, seed: 'abc', score: 1, named: 0, mutants: [killed], neutral: { passed: 1, total: 1, failed: [], changes: [] }, errors: [],
  leftovers: [{ kind: 'Namespace', name: '04-x' }],
};

describe('the lines of a run of mutants', () => {
  it('tell each mutant in the language of the reader', () => {
    expect(mutantLine(killed, '1/2', 'en')).to.equal('        1/2 ✔ killed (slow, does not name the field) 04-mysql/no-claim 4.0 s\n              "binds": Deployment/db: expected a, observed b');
    expect(mutantLine(killed, '1/2', 'ja')).to.match(/^ +1\/2 ✔ 検出 \(遅い, フィールドを示していない\) 04-mysql\/no-claim 4\.0 s\n/);
  });

  it('end with tables, what is left over and the sum', () => {
    const lines = concludeMutants(report, { reportDir: 'report' }, 'en');
    expect(lines.slice(1, 4)).to.deep.equal([
      'lesson    killed  slow  survived  rejected  equivalent  error  score  named',
      '04-mysql       1     1         0         0           0      0  100 %    0 %',
      'all            1     1         0         0           0      0  100 %    0 %',
    ]);
    expect(lines).to.include.members(['left over, the next run removes it:', '  Namespace/04-x', 'neutral changes: 1 of 1 passed']);
    expect(lines.at(-1)).to.equal('seed abc; 4.0 s in all, 2.0 s each; report: report/mutants.html');
  });

  it('line up in Japanese, whose letters are two columns wide', () => {
    const lines = concludeMutants(report, {}, 'ja');
    expect(lines.slice(1, 3)).to.deep.equal(['レッスン  検出  遅い  見逃し  拒否  等価  エラー  スコア  特定', '04-mysql     1     1       0     0     0       0   100 %   0 %']);
    expect(lines.at(-2)).to.equal('スコア 100 %: 検出 1(うち遅いもの 1)、見逃し 0、拒否 0、等価 0、エラー 0。失敗の 0 % がオブジェクトとフィールドを示しています');
  });
});
