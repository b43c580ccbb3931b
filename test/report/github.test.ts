import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { annotations, stepSummary } from '../../harness/report/github.ts';
import { exampleResults, japaneseResults, productionResults } from './example-results.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('GitHub', () => {
  it('shows a failure at its line, escaped', () => {
    const [first] = annotations(exampleResults(), { repository: '/repo', manifests: '/repo/manifests' }, 'en');
    expect(first).to.match(/^::error file=manifests\/04-mysql\/mysql\.yaml,line=31,title=04-mysql%3A apply::Deployment\/koa-sample-db /);
    expect(first).to.match(/%0ADid you mean `containers`\? 100%25 sure: yes, you did\.$/);
  });

  it('shows everything that one look has found, each at its line', () => {
    const results = exampleResults();
    const failure = results.lessons[1]?.tests[0]?.failure;
    if (failure === undefined) throw new Error('the example has changed');
    failure.others = [{ ...failure, line: 7, hint: 'Add one.' }];
    const place = { repository: '/repo', manifests: '/repo/manifests' };
    expect(annotations(results, place, 'en').slice(0, 2).map((line) => /,line=(\d+)/.exec(line)?.[1])).to.deep.equal(['31', '7']);
    expect(stepSummary(results, 'en')).to.include('- **04-mysql: apply** Add one.');
  });

  it('warns of what did not hold and does not decide', () => {
    const place = { repository: '/repo', manifests: '/repo/manifests' };
    expect(annotations(productionResults(), place, 'en')).to.deep.equal([
      '::warning file=manifests/05-ingress/budget.yaml,line=3,title=05-ingress%3A survives a drain::would not hold in production: PodDisruptionBudget/koa-sample-ap (05-ingress/budget.yaml:3): expected a pod that stays, observed none%0AAdd a budget.',
      '::warning title=05-ingress%3A is quick::invalid: the driver lagged',
    ]);
    expect(annotations({ ...productionResults(), level: 'production' }, place, 'en')[0]).to.match(/^::error file=[^:]*::PodDisruptionBudget/);
    const text = stepSummary(productionResults(), 'en');
    expect(text).to.include('## Lessons: 2 passed, 0 failed, 0 skipped; production: 2 of 3\n');
    expect(text).to.include('- **05-ingress: survives a drain** (would not hold in production) Add a budget.');
    expect(stepSummary(productionResults(), 'ja')).to.include('**05-ingress: ドレインに耐える** (本番環境では成り立たない)');
  });

  it('leaves out a place outside the repository', () => {
    const [first] = annotations(exampleResults(), { repository: '/repo', manifests: '/elsewhere' }, 'en');
    expect(first).to.match(/^::error title=04-mysql%3A apply::/);
  });

  it('shows invalid measurements, errors and leftovers', () => {
    const lines = annotations(exampleResults(), { repository: '/repo', manifests: '/repo/manifests' }, 'en');
    expect(lines.slice(1)).to.deep.equal([
      '::error title=04-mysql%3A is quick::invalid: the driver lagged',
      '::error title=cluster::it stopped answering%0ALook at docker ps.',
      '::error title=clean-up::Namespace/04-mysql-abc123 is left over',
    ]);
  });

  it('summarises in Markdown without letting text become markup', () => {
    const text = stepSummary(exampleResults(), 'en');
    expect(text).to.include('## Lessons: 2 passed, 1 failed, 2 skipped, 1 invalid');
    expect(text).to.include('| 04-mysql | failed | 0 passed, 1 failed, 1 skipped, 1 invalid | 28.0 s |');
    expect(text).to.include('| mysql:9.7 | 9.7.4 | our own build |');
    expect(text).to.include([
      '- **04-mysql: apply** Did you mean `containers`? 100% sure: yes, you did.',
      '  - expected: the API server to accept it',
      '  - observed: unknown field "spec.contianers"\u0007',
      '  - where: Deployment/koa-sample-db spec.template.spec.contianers (04-mysql/mysql.yaml:31)',
    ].join('\n'));
    const results = exampleResults();
    results.errors = [runError('cluster', verbatim('a | b <b>*c*</b> `<d>`'), verbatim(''))];
    expect(stepSummary(results, 'en')).to.include(String.raw`a \| b \<b\>\*c\*\</b\> ` + '`<d>`');
  });

  it('speaks the language of the reader', () => {
    const text = stepSummary(japaneseResults(), 'ja');
    expect(text).to.include('## レッスン: 成功 2、失敗 1、スキップ 2、無効 1');
    expect(text).to.include('| レッスン | 判定 | テスト | 時間 |');
    expect(text).to.include('Kubernetes v1.37.2, ノード 2 台');
    expect(text).to.include('- **04-mysql: 適用(apply)** 綴りを確認してください。\n  - 期待: API サーバーが受け入れること\n  - 実際: 不明なフィールド\n');
    expect(annotations(japaneseResults(), { repository: '/repo', manifests: '/repo/manifests' }, 'ja')).to.deep.include.members([
      '::error title=04-mysql%3A is quick::無効: the driver lagged',
      '::error title=後片付け::Namespace/04-mysql-abc123 が残っています',
    ]);
  });
});
