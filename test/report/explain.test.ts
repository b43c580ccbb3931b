import { expect } from 'chai';
import stringWidth from 'string-width';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import { explainFailure } from '../../harness/report/explain.ts';

const failure = flattened({ expected: 'one pod', observed: 'no pod', object: 'Deployment/db', field: 'spec.replicas', file: '04-mysql/mysql.yaml', line: 31, elapsedMs: 1_200, hint: 'Look.', evidence: ['evidence/a/1.txt', 'evidence/a/2.txt'] });

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
    expect(explainFailure({ ...failure, observed: 'one\ntwo' }, { language: 'en' })[1]).to.equal('observed  one\n            two');
  });
});
