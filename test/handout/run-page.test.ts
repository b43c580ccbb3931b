import { expect } from 'chai';
import { readPage, withShown } from '../../harness/handout/page.ts';
import type { Printed } from '../../harness/handout/node-shell.ts';
import { runPage } from '../../harness/handout/run-page.ts';

describe('running a handout', () => {
  const page = '```console\n$ one\n1\n$ two\nb <age>\n$ three\n```\n';
  const where = { namespace: 'me', nodes: [] };
  const steps = readPage(page, 'x.md');

  it('runs its commands in order and finds what is different', async () => {
    const ran: string[] = [];
    const printed: Record<string, Printed> = { one: { out: ['1'], err: [], exitCode: 0 }, two: { out: ['c   5s'], err: ['careful'], exitCode: 0 }, three: { out: [], err: [], exitCode: 1 } };
    const { differences, shown } = await runPage(steps, (command) => {
      ran.push(command);
      return Promise.resolve(printed[command] ?? { out: [], err: [], exitCode: 0 });
    }, where);
    expect(ran).to.deep.equal(['one', 'two', 'three']);
    expect(differences.map(({ step, exitCode }) => [step.command, exitCode])).to.deep.equal([['two', 0], ['three', 1]]);
    expect(withShown(page, steps.steps, shown)).to.equal('```console\n$ one\n1\n$ two\ncareful\nc   <age>\n$ three\n```\n');
  });

  it('looks again where a command that changes nothing shows too little at first', async () => {
    const of = async (command: string) => {
      const ran: string[] = [];
      const { steps: own } = readPage(`\`\`\`console\n$ ${command}\nready\n\`\`\`\n`, 'x.md');
      const { differences } = await runPage({ steps: own }, (each) => {
        ran.push(each);
        return Promise.resolve({ out: ran.length < 3 ? [] : ['ready'], err: [], exitCode: 0 });
      }, where);
      return [ran.length, differences.length];
    };
    expect(await of('kubectl logs diary')).to.deep.equal([3, 0]);
    for (const command of ['kubectl delete pod diary', 'kubectl get pods -w', 'curl http://127.0.0.1:18080/']) expect(await of(command), command).to.deep.equal([1, 1]);
  });

  it('puts in for words in capitals what was printed for them, and the namespace', async () => {
    const ran: string[] = [];
    const { steps: own } = readPage('```console admin\n$ make -n NAMESPACE TOKEN\n<TOKEN>\n```\n```console\n$ ask TOKEN a_TOKEN\n```\n', 'x.md');
    const { differences } = await runPage({ steps: own }, (command, { admin }) => {
      ran.push(`${admin === true ? 'admin' : 'me'}: ${command}`);
      return Promise.resolve({ out: command.startsWith('make') ? ['secret'] : [], err: [], exitCode: 0 });
    }, where);
    expect(ran).to.deep.equal(['admin: make -n me TOKEN', 'me: ask secret a_TOKEN']);
    expect(differences).to.deep.equal([]);
  });

  it('is content where all is as it is shown', async () => {
    const { differences, shown } = await runPage(steps, (command) => Promise.resolve({ out: command === 'one' ? ['1'] : command === 'two' ? ['b 3s'] : [], err: [], exitCode: 0 }), where);
    expect(differences).to.deep.equal([]);
    expect(shown).to.deep.equal([undefined, undefined, undefined]);
  });

  it('compares lines that come in any order, and shows them sorted', async () => {
    const run = async (shown: string): Promise<(string[] | undefined)[]> => (await runPage(readPage(`\`\`\`console any-order\n$ ask\n${shown}\n\`\`\`\n`, 'x.md'), () => Promise.resolve({ out: ['b', 'a', 'b'], err: [], exitCode: 0 }), where)).shown;
    expect(await run('a\nb\nb')).to.deep.equal([undefined]);
    expect(await run('a\n...\nb')).to.deep.equal([undefined]);
    expect(await run('a\na\nb')).to.deep.equal([['a', 'b', 'b']]);
  });

  it('takes warnings before or after the rest: which comes first is chance', async () => {
    for (const shown of ['careful\ndone', 'done\ncareful']) {
      const both = readPage(`\`\`\`console\n$ act\n${shown}\n\`\`\`\n`, 'x.md');
      expect((await runPage(both, () => Promise.resolve({ out: ['done'], err: ['careful'], exitCode: 0 }), where)).differences).to.deep.equal([]);
    }
  });
});
