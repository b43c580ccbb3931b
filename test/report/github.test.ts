import { expect } from 'chai';
import { annotations, stepSummary } from '../../harness/report/github.ts';
import { exampleResults } from './example-results.ts';

describe('GitHub', () => {
  it('shows a failure at its line, escaped', () => {
    const [first] = annotations(exampleResults(), { repository: '/repo', manifests: '/repo/manifests' });
    expect(first).to.match(/^::error file=manifests\/04-mysql\/mysql\.yaml,line=31,title=04-mysql%3A apply::Deployment\/koa-sample-db /);
    expect(first).to.match(/%0ADid you mean `containers`\? 100%25 sure: yes, you did\.$/);
  });

  it('leaves out a place outside the repository', () => {
    const [first] = annotations(exampleResults(), { repository: '/repo', manifests: '/elsewhere' });
    expect(first).to.match(/^::error title=04-mysql%3A apply::/);
  });

  it('shows invalid measurements, errors and leftovers', () => {
    const lines = annotations(exampleResults(), { repository: '/repo', manifests: '/repo/manifests' });
    expect(lines.slice(1)).to.deep.equal([
      '::error title=04-mysql%3A is quick::invalid: the driver lagged',
      '::error title=cluster::it stopped answering%0ALook at docker ps.',
      '::error title=clean-up::Namespace/04-mysql-abc123 is left over',
    ]);
  });

  it('summarises in Markdown without letting text become markup', () => {
    const text = stepSummary(exampleResults());
    expect(text).to.include('## Lessons: 2 passed, 1 failed, 2 skipped, 1 invalid');
    expect(text).to.include('| 04-mysql | failed | 0 passed, 1 failed, 1 skipped, 1 invalid | 28.0 s |');
    expect(text).to.include('| mysql:9.7 | 9.7.4 | built |');
    expect(text).to.include(String.raw`Did you mean \`containers\`?`);
  });
});
