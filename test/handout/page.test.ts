import { expect } from 'chai';
import { readPage, withShown } from '../../harness/handout/page.ts';

const page = `# Pods
<!-- after: 04-mysql -->
\`\`\`yaml
kind: Pod
\`\`\`

\`\`\`console
$ kubectl get pods
NAME   AGE
a      <age>
$ kubectl delete pod a
\`\`\`

\`\`\`console exit=1
$ kubectl get pod a
Error: not found
\`\`\`
`;

describe('a handout', () => {
  it('is its commands, with what the page shows below each', () => {
    expect(readPage(page, 'README.md')).to.deep.equal({
      after: ['04-mysql'],
      steps: [
        { command: 'kubectl get pods', shown: ['NAME   AGE', 'a      <age>'], line: 8, exitCode: 0 },
        { command: 'kubectl delete pod a', shown: [], line: 11, exitCode: 0 },
        { command: 'kubectl get pod a', shown: ['Error: not found'], line: 15, exitCode: 1 },
      ],
    });
  });

  it('says which lines come in any order', () => {
    expect(readPage('```console any-order\n$ kubectl logs a\n1\n2\n```\n', 'x.md').steps).to.deep.equal([{ command: 'kubectl logs a', shown: ['1', '2'], line: 2, exitCode: 0, anyOrder: true }]);
  });

  it('says which commands need all rights in the cluster', () => {
    expect(readPage('```console admin exit=1\n$ kubectl get nodes\n```\n', 'x.md').steps).to.deep.equal([{ command: 'kubectl get nodes', shown: [], line: 2, exitCode: 1, admin: true }]);
  });

  it('gets other output, and keeps all else', () => {
    const { steps } = readPage(page, 'README.md');
    const written = withShown(page, steps, [['NAME   READY   AGE'], ['pod "a" deleted'], undefined]);
    expect(readPage(written, 'README.md').steps.map(({ shown }) => shown)).to.deep.equal([['NAME   READY   AGE'], ['pod "a" deleted'], ['Error: not found']]);
    expect(written.replaceAll(/^(NAME.*|a .*|pod .*)\n/gm, '')).to.equal(page.replaceAll(/^(NAME.*|a .*)\n/gm, ''));
  });

  it('is refused with its line where a block has output alone, or no end', () => {
    expect(() => readPage('text\n```console\nNAME\n```\n', 'x.md')).to.throw('output without a command').with.property('where', 'x.md:3');
    expect(() => readPage('text\n```console\n$ kubectl\n', 'x.md')).to.throw('never ends').with.property('where', 'x.md:2');
  });
});
