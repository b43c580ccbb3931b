import { expect } from 'chai';
import stringWidth from 'string-width';
import { exampleResults, japaneseResults, productionResults } from './example-results.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import { explain, explainFailure } from '../../harness/report/explain.ts';
import { verbatim } from '../../harness/text/language.ts';

const failure = flattened({ expected: verbatim('one pod'), observed: verbatim('no pod'), object: 'Deployment/db', field: 'spec.replicas', file: '04-mysql/mysql.yaml', line: 31, elapsedMs: 1_200, hint: verbatim('Look.'), evidence: ['evidence/a/1.txt', 'evidence/a/2.txt'] });

describe('explainFailure', () => {
  it('writes one line for each part that is known, and each folder of evidence once', () => {
    expect(explainFailure(failure, { language: 'en', reportDir: 'report' })).to.deep.equal([
      'expected  one pod',
      'observed  no pod',
      'where     Deployment/db spec.replicas (04-mysql/mysql.yaml:31)',
      'after     1.2 s',
      'hint      Look.',
      'evidence  report/evidence/a',
    ]);
  });

  it('lines up Japanese labels, whose letters are two columns wide', () => {
    const lines = explainFailure(failure, { language: 'ja', reportDir: 'report' });
    expect(lines.slice(0, 2)).to.deep.equal(['期待    one pod', '実際    no pod']);
    expect(lines[4]).to.equal('ヒント  Look.');
    const columns = lines.map((line) => stringWidth(/^\S+\s+/.exec(line)?.[0] ?? ''));
    expect(new Set(columns)).to.deep.equal(new Set([8]));
  });

  it('indents the further lines of a text', () => {
    expect(explainFailure({ ...failure, observed: 'one\ntwo' }, { language: 'en' }, '  ')[1]).to.equal('  observed  one\n            two');
  });

  it('breaks lines between words, below the text rather than the label', () => {
    const hint = 'Set spec.strategy.type to RollingUpdate, so that one pod after the other is replaced.';
    expect(explainFailure({ ...failure, hint }, { language: 'en', columns: 50 }, '  ')[4]).to.equal('  hint      Set spec.strategy.type to\n            RollingUpdate, so that one pod after\n            the other is replaced.');
  });

  it('tells what else the same look has found, in the language of the reader', () => {
    const other = flattened({ expected: verbatim('a key'), observed: { en: 'none', ja: 'なし' }, object: 'Pod/web', elapsedMs: 0, hint: verbatim('Add it.') });
    expect(explainFailure({ ...failure, others: [other] }, { language: 'en', reportDir: 'report' }, '  ').slice(6)).to.deep.equal([
      '', '  2 of 2 found at once', '  expected  a key', '  observed  none', '  where     Pod/web', '  hint      Add it.',
    ]);
    expect(explainFailure({ ...failure, others: [other] }, { language: 'ja' })).to.include('一度に見つかった 2 件のうち 2 件目').and.include('実際    なし');
  });

  it('shows the manifest as a path from where the reader is', () => {
    expect(explainFailure(failure, { language: 'en', manifests: '/home/ann/hands-on/mine', cwd: '/home/ann/hands-on' })[2]).to.equal('where     Deployment/db spec.replicas (mine/04-mysql/mysql.yaml:31)');
    expect(explainFailure(failure, { language: 'en', manifests: '/elsewhere', cwd: '/home/ann' })[2]).to.include('(/elsewhere/04-mysql/mysql.yaml:31)');
  });
});

describe('explain', () => {
  it('tells apart what would not hold in production, why, and what holds', () => {
    expect(explain(productionResults(), { language: 'en', reportDir: '/home/ann/report', cwd: '/home/ann' }).slice(0, -1)).to.deep.equal([
      '',
      'lesson      verdict   tests                          production  time',
      '02-logging  ✔ passed  1 passed, 0 failed, 0 skipped  ✔ 1 of 1    12.0 s',
      '05-ingress  ✔ passed  1 passed, 0 failed, 0 skipped  ! 1 of 2    28.0 s',
      '',
      '! 05-ingress would not hold in production, because:',
      '  survives a drain',
      '    expected  a pod that stays',
      '    observed  none',
      '    where     PodDisruptionBudget/koa-sample-ap (05-ingress/budget.yaml:3)',
      '    after     0.1 s',
      '    hint      Add a budget.',
      '',
      'What only production asks for does not decide this run; with --level production it does.',
      '',
      '✔ holds in production: 02-logging (1 test)',
      '',
      '? 05-ingress: is quick: invalid: the driver lagged',
      '',
      '2 passed, 0 failed, 0 skipped in 61.5 s; production: 2 of 3',
    ]);
  });

  it('says nothing of lessons of which production asks nothing', () => {
    const results = productionResults();
    const [first] = results.lessons;
    results.lessons.push({ name: '09-plain', startedAt: '', durationMs: 1, tests: first?.tests.slice(0, 1) ?? [] });
    const lines = explain(results, { language: 'en' });
    expect(lines.join('\n')).not.to.match(/production.*09-plain/);
    expect(explain(exampleResults(), { language: 'ja' }).join('\n')).not.to.match(/本番/);
  });

  it('counts what production asks for among the others where it decides', () => {
    const lines = explain({ ...productionResults(), level: 'production' }, { language: 'ja' });
    expect(lines).to.include('05-ingress  ✘ 失敗  成功 2、失敗 1、スキップ 0、無効 1  28.0 s');
    expect(lines).to.include('✘ 05-ingress は本番環境では成り立ちません。理由:').and.to.include('  ドレインに耐える');
    expect(lines.join('\n')).not.to.include('--level');
  });

  it('fits a terminal of 80 columns', () => {
    for (const language of ['en', 'ja'] as const) {
      const lines = explain(productionResults(), { language, columns: 80 }).flatMap((line) => line.split('\n'));
      expect(lines.filter((line) => stringWidth(line) > 80)).to.deep.equal([]);
    }
  });

  it('ends a run with a table of lessons, failures, what was not judged, the sum and what to type next', () => {
    const again = 'npm test -- 04';
    const lines = explain(exampleResults(), { language: 'en', reportDir: '/home/ann/report', manifests: '/home/ann/mine', cwd: '/home/ann', again });
    expect(lines).to.deep.equal([
      '',
      'lesson      verdict   tests                                     time',
      '02-logging  ✔ passed  2 passed, 0 failed, 1 skipped             12.0 s',
      '04-mysql    ✘ failed  0 passed, 1 failed, 1 skipped, 1 invalid  28.0 s',
      '',
      '✘ 04-mysql: apply',
      '  expected  the API server to accept it',
      '  observed  unknown field "spec.contianers"\u0007',
      '  where     Deployment/koa-sample-db spec.template.spec.contianers (mine/04-mysql/mysql.yaml:31)',
      '  after     0.1 s',
      '  hint      Did you mean `containers`? 100% sure: yes, you did.',
      '  evidence  report/evidence/04-mysql/1-apply',
      '',
      '? 04-mysql: is quick: invalid: the driver lagged',
      '',
      '- 02-logging: is enforced: this cluster does not enforce',
      '- 04-mysql: keeps the row: apply failed',
      '',
      'cluster: it stopped answering',
      '  Look at docker ps.',
      '',
      'left over, the next run removes it:',
      '  Namespace/04-mysql-abc123, held by kubernetes',
      '',
      '2 passed, 1 failed, 2 skipped, 1 invalid in 61.5 s',
      'report     file:///home/ann/report/index.html',
      'run again  npm test -- 04',
    ]);
  });

  it('folds tests that were skipped for one reason into a line', () => {
    const results = exampleResults();
    const lesson = results.lessons[1];
    if (lesson === undefined) throw new Error('the example has changed');
    lesson.tests.push({ title: 'heals', status: 'skipped', startedAt: '', durationMs: 0, reason: 'apply failed' });
    expect(explain(results, { language: 'en' })).to.include('- 04-mysql: 2 tests skipped: apply failed').and.not.to.include('- 04-mysql: keeps the row: apply failed');
    expect(explain(results, { language: 'ja' })).to.include('- 04-mysql: テスト 2 件をスキップ: apply failed');
  });

  it('is in the language of the reader', () => {
    const lines = explain(japaneseResults(), { language: 'ja', reportDir: '/report' });
    for (const line of ['レッスン    判定    テスト                              時間', '✘ 04-mysql: 適用(apply)', '  期待    API サーバーが受け入れること', '- 02-logging: 強制される: このクラスターは強制しません', 'cluster: 応答しなくなりました', '成功 2、失敗 1、スキップ 2、無効 1 (61.5 s)', 'レポート  file:///report/index.html']) {
      expect(lines).to.include(line);
    }
  });
});

describe('the differences under a failure', () => {
  const one = { object: 'Deployment/db', field: 'spec.a', file: '04-mysql/mysql.yaml', line: 7, observed: '`2`', ours: 'nothing', ja: { observed: '`2`', ours: 'なし' } };

  it('are told one a line, the likely cause before the others', () => {
    const lines = explainFailure({ ...failure, differences: [{ ...one, likely: true }, one, one], differencesInAll: 8 }, { language: 'en', reportDir: 'report', manifests: '/home/ann/mine', cwd: '/home/ann' });
    expect(lines.slice(5, 9)).to.deep.equal([
      "likely cause  Deployment/db spec.a (mine/04-mysql/mysql.yaml:7): `2`; the lesson's own manifests: nothing",
      "differs       from the lesson's own manifests in 7 more places:",
      "              Deployment/db spec.a (mine/04-mysql/mysql.yaml:7): `2`; the lesson's own manifests: nothing",
      "              Deployment/db spec.a (mine/04-mysql/mysql.yaml:7): `2`; the lesson's own manifests: nothing",
    ]);
    expect(explainFailure({ ...failure, differences: [one], differencesInAll: 1 }, { language: 'en', reportDir: 'report' })[5]).to.equal("differs   from the lesson's own manifests in one place:");
  });

  it('are told in Japanese too', () => {
    const lines = explainFailure({ ...failure, differences: [{ ...one, likely: true }], differencesInAll: 1 }, { language: 'ja', reportDir: 'report' });
    expect(lines[5]).to.equal('考えられる原因  Deployment/db spec.a (04-mysql/mysql.yaml:7): `2`(レッスンのマニフェストでは なし)');
  });
});
