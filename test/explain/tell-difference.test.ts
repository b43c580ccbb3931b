import { expect } from 'chai';
import { LessonComparison, type LessonDifference } from '../../harness/explain/lesson-comparison.ts';
import { tellDifference } from '../../harness/explain/tell-difference.ts';
import { deployment, manifestsOf } from './objects.ts';

const first = (ours: string, theirs: string): LessonDifference => {
  const [found] = new LessonComparison(manifestsOf(ours), manifestsOf(theirs)).differences;
  if (found === undefined) throw new Error('no difference');
  return found;
};
/** What is told of the only difference. */
const told = (ours: string, theirs: string): [observed: string, ours: string] => {
  const { observed, ours: own } = tellDifference(first(ours, theirs));
  return [observed, own];
};

describe('tellDifference', () => {
  it('shows values on one line, and what is missing', () => {
    expect(told(deployment('args: [a]'), deployment('args: [b]'))).to.deep.equal(['`b`', '`a`']);
    expect(told(deployment('readinessProbe: { tcpSocket: { port: 1 } }'), deployment(''))).to.deep.equal(['nothing', '`{"tcpSocket":{"port":1}}`']);
    expect(told(deployment(`args: [${'x'.repeat(500)}]`), deployment('args: [b]'))[1]).to.have.lengthOf(122);
  });

  it('shows the keys where the same stands under another one', () => {
    expect(told(deployment('securityContext: { runAsUser: 7 }'), deployment('securityContext: { runAsGroup: 7 }'))).to.deep.equal(['`runAsGroup: 7`', '`runAsUser: 7`']);
  });

  it('shows the first line in which scripts differ', () => {
    const script = (line: string): string => `\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: x }\ndata:\n  a: |\n    one\n    ${line}\n    three\n`;
    expect(told(script('two'), script('too'))).to.deep.equal(['line 2: `too`', 'line 2: `two`']);
    expect(first(script('two'), script('too'))).to.deep.include({ field: 'data.a', line: 8 });
    expect(first(script('two'), script('two').replace('|\n    one\n    two\n    three', '"one\\ntoo"')).line).to.equal(6);
  });

  it('names a whole object that is missing or that nobody asked for', () => {
    const second = deployment('', '', 'second');
    expect(told(`${deployment('')}${second}`, deployment(''))).to.deep.equal(['nothing', 'the whole Deployment']);
    expect(told(deployment(''), `${deployment('')}${second}`)).to.deep.equal(['the whole Deployment', 'nothing']);
  });

  it('hides what is secret by the name of its variable or option', () => {
    const variable = (value: string): string => deployment(`env: [{ name: DB_PASSWORD, value: ${value} }]`);
    expect(told(variable('one'), variable('two'))).to.deep.equal(['another value, which is secret', 'a value that is secret']);
    expect(told(deployment('args: [--port=1]'), deployment('args: [--port=1, --password=geheim]'))).to.deep.equal(['`--password=(hidden)`', 'nothing']);
    expect(told(deployment('env: [{ name: A, value: b }]'), deployment('env: [{ name: A, value: b }, { name: DB_PASSWORD, value: geheim }]'))[0]).not.to.contain('geheim');
    expect(told(deployment(''), deployment('').replace('metadata: { name: web }', 'metadata: { name: web, annotations: { "ingress/x": "y" } }'))[0]).to.contain('ingress/x');
  });
});
