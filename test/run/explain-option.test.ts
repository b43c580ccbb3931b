import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NpmTest, type Ended } from './npm-test.ts';

describe('npm test -- --explain', function () {
  this.timeout(30_000);
  let npmTest: NpmTest;
  beforeEach(() => { npmTest = new NpmTest(); });
  afterEach(() => { npmTest.remove(); });

  const config = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: config, labels: { any: thing } }\ndata: ${data}\n`;
  const explained = async (data: string, ...more: string[]): Promise<Ended> => {
    mkdirSync(join(npmTest.folder, 'mine', '01-config'), { recursive: true });
    writeFileSync(join(npmTest.folder, 'mine', '01-config', 'config.yaml'), config(data));
    return await npmTest.run(['--manifests', join(npmTest.folder, 'mine'), ...more], { env: { FAKE_LESSONS: join(import.meta.dirname, '..', 'mutants', 'fixtures') } });
  };

  it('proves the cause among the differences, and cleans up after each run', async () => {
    const { code, output, results } = await explained('{ answer: "42", spare: mine, nervous: x, other: y }', '--explain');
    expect(code, output).to.equal(1);
    const failure = results?.lessons[0]?.tests.find(({ status }) => status === 'failed')?.failure;
    expect(failure?.differences?.map(({ field }) => field)).to.have.members(['data.spare', 'data.nervous', 'data.other']);
    expect(failure?.explained).to.deep.include({ verdict: 'proved', test: 'holds the answer', passesWithout: true });
    expect(failure?.explained?.causes.map((cause) => cause.map(({ field, line }) => `${field ?? ''}:${line ?? ''}`))).to.deep.equal([['data.nervous:4']]);
    expect(output).to.include("looking for the cause of `holds the answer` among 3 differences, in at most 12 runs");
    expect(output).to.match(/cause +ConfigMap\/config data\.nervous \(.*mine\/01-config\/config\.yaml:4\): `x`; the lesson's own manifests: nothing\n/);
    expect(output).to.match(/proved: with it taken back the lesson passes this test; with it in the lesson's own manifests, and nothing else, the lesson fails at the same test \(\d+ runs, \d+\.\d s\)/);
    expect(npmTest.records()).to.deep.equal([]);
    expect(readdirSync(join(npmTest.folder, 'work', 'explain')), 'copies of manifests').to.deep.equal([]);
    expect(readFileSync(join(npmTest.report, 'index.html'), 'utf8')).to.include('proved: with it taken back');
  });

  it('keeps to the number of runs, and only tells the differences where nobody asks for more', async () => {
    const { results } = await explained('{ answer: "41", spare: mine, other: y }', '--explain', '--explain-runs', '2');
    expect(results?.lessons[0]?.tests[1]?.failure?.explained).to.deep.include({ verdict: 'unfinished', runs: 2 });
    const asked = await explained('{ answer: "41", spare: mine }');
    expect(asked.results?.lessons[0]?.tests[1]?.failure).to.deep.include({ differencesInAll: 2 }).and.not.to.have.property('explained');
  });

  it('ends at Ctrl-C, says nothing about the cause, and leaves nothing', async () => {
    mkdirSync(join(npmTest.folder, 'mine', '01-config'), { recursive: true });
    writeFileSync(join(npmTest.folder, 'mine', '01-config', 'config.yaml'), config('{ answer: "41" }'));
    let sent = false;
    const { code, results } = await npmTest.run(['--manifests', join(npmTest.folder, 'mine'), '--explain'], {
      env: { FAKE_LESSONS: join(import.meta.dirname, '..', 'mutants', 'fixtures') },
      onOutput: (output, signal) => {
        if (sent || !output.includes('looking for the cause')) return;
        sent = true;
        signal('SIGINT');
      },
    });
    expect(code).to.equal(130);
    expect(results?.lessons[0]?.tests.find(({ status }) => status === 'failed')?.failure).to.have.property('differences').and.not.to.have.property('explained');
    expect(npmTest.records()).to.deep.equal([]);
  });

  it('needs a folder to compare', async () => {
    const { code, output } = await npmTest.run(['passing', '--explain']);
    expect(code).to.equal(2);
    expect(output).to.include("--explain: it compares a folder with the lesson's own manifests, and none is given");
  });
});
