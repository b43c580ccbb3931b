import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NpmTest } from './npm-test.ts';

describe('a run that is ended before its end', function () {
  this.timeout(30_000);
  let npmTest: NpmTest;
  beforeEach(() => { npmTest = new NpmTest(); });
  afterEach(() => { npmTest.remove(); });

  it('ends when npm ends, and cleans up', async () => {
    const { output, results, stages } = await npmTest.run(['hanging'], { underNpm: true, onOutput: (text, signal) => { if (text.includes('▸ lessons')) signal('SIGKILL'); } });
    expect(output).to.include('Interrupted: cleaning up');
    expect(results?.exitCode).to.equal(130);
    expect(stages).to.deep.equal(['cluster opened', 'swept']);
  });

  it('ends, cleaned up, when nobody reads what it says any more', async () => {
    const { code, results, stages } = await npmTest.run(['hanging', 'passing'], { onOutput: (text, _, stopReading) => { if (text.includes('▸ lessons')) stopReading(); } });
    expect(code).to.equal(130);
    expect(results?.exitCode).to.equal(130);
    expect(stages).to.deep.equal(['cluster opened', 'swept']);
  });

  it('ends when the cluster stops answering', async () => {
    const { code, output, results } = await npmTest.run(['hanging', 'passing', '--jobs', '1'], { fake: 'lost' });
    expect(code, output).to.equal(2);
    expect(results?.errors).to.have.length(1);
    expect(results?.errors[0]).to.include({ code: 'cluster-lost', where: 'cluster fake', message: 'the cluster stopped answering', hint: 'See npm run status.' });
    const statuses = Object.fromEntries(results?.lessons.flatMap(({ tests }) => tests.map(({ title, status }) => [title, status])) ?? []);
    expect(statuses['never ends']).to.equal('invalid');
  });

  it('cleans up on Ctrl-C, even when it arrives twice by way of npm', async () => {
    let sent = false;
    const { code, output, results, stages } = await npmTest.run(['hanging'], { onOutput: (text, signal) => {
      if (sent || !text.includes('hangs')) return;
      sent = true;
      signal('SIGINT');
      signal('SIGINT');
    } });
    expect(code, output).to.equal(130);
    expect(output).to.include('Interrupted: cleaning up, at most 30 s');
    expect(results?.exitCode).to.equal(130);
    expect(readFileSync(join(npmTest.report, 'cleaned.txt'), 'utf8'), 'the lesson cleaned up').to.equal('hanging\n');
    expect(stages).to.include('swept');
    expect(npmTest.records()).to.deep.equal([]);
  });

  it('stops preparing on Ctrl-C', async () => {
    const { code, results } = await npmTest.run([], { fake: 'half-way', onOutput: (text, signal) => {
      if (text.includes('▸ prepare')) signal('SIGINT');
    } });
    expect(code).to.equal(130);
    expect(results).to.deep.include({ exitCode: 130, errors: [] });
  });

  it('leaves at once at the second Ctrl-C and says what is left', async () => {
    const due = ['hears nothing', 'Interrupted: cleaning up'];
    let sentAgainAt = 0;
    const { code, output, results, stages } = await npmTest.run(['deaf'], { onOutput: (text, signal) => {
      if (due[0] === undefined || !text.includes(due[0])) return;
      due.shift();
      // A second one that comes at once is taken for the same, passed on by npm.
      setTimeout(() => { sentAgainAt = Date.now(); signal('SIGINT'); }, 800);
    } });
    expect(code, output).to.equal(130);
    expect(output).to.match(/Stopped without cleaning up; still on the cluster: everything labelled cndjp2-e2e\/run=[a-z0-9]{6} on fake\. The next run or npm run down removes it\./);
    expect(results?.exitCode).to.equal(130);
    expect(stages).not.to.include('swept');
    // Cleaning up may take 30 s.
    expect(Date.now() - sentAgainAt).to.be.lessThan(10_000);
  });
});
