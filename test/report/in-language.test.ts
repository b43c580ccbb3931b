import { expect } from 'chai';
import { resultsIn, testIn } from '../../harness/report/in-language.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { exampleResults, japaneseResults } from './example-results.ts';

describe('results in the language of the reader', () => {
  it('are as they stand in English', () => {
    const results = japaneseResults();
    expect(resultsIn(results, 'en')).to.equal(results);
  });

  it('have titles, reasons, failures and errors in Japanese', () => {
    const { lessons, errors } = resultsIn(japaneseResults(), 'ja');
    expect(lessons[0]?.tests[2]).to.include({ title: '強制される', reason: 'このクラスターは強制しません' });
    expect(lessons[1]?.tests[0]?.title).to.equal('適用(apply)');
    expect(lessons[1]?.tests[0]?.failure).to.include({ expected: 'API サーバーが受け入れること', hint: '綴りを確認してください。', file: '04-mysql/mysql.yaml' });
    expect(errors[0]).to.include({ where: 'cluster', message: '応答しなくなりました', hint: 'docker ps を確認してください。' });
  });

  it('keep in English what has no Japanese', () => {
    expect(resultsIn(exampleResults(), 'ja').lessons[0]?.tests[2]).to.include({ title: 'is enforced', reason: 'this cluster does not enforce' });
  });

  it('have the texts of plots as well', () => {
    const test: TestResult = { title: 'goes on', status: 'passed', startedAt: '', durationMs: 1, plots: [{ title: 'up', summary: 'up: 2.0', wide: 'w', narrow: 'n', ja: { title: '更新', summary: '更新: 2.0' } }] };
    expect(testIn(test, 'ja').plots?.[0]).to.include({ title: '更新', summary: '更新: 2.0', wide: 'w' });
  });
});
