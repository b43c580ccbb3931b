import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { MutantsReport } from '../../harness/mutants/mutant-results.ts';

describe('npm run mutants', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'mutants-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  async function mutants(args: string[], settings: { fake?: string; interruptAt?: string } = {}): Promise<{ code: number | null; output: string; report?: MutantsReport }> {
    const report = join(folder, 'report');
    const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'mutants-with-fakes.ts'), ...args, '--report', report], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FAKE: settings.fake ?? '', FAKE_FOLDER: folder },
    });
    let output = '';
    let sent = false;
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (sent || settings.interruptAt === undefined || !output.includes(settings.interruptAt)) return;
      sent = true;
      setTimeout(() => { child.kill('SIGINT'); }, 2_500);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
    const file = join(report, 'mutants.json');
    return { code, output, ...(existsSync(file) ? { report: JSON.parse(readFileSync(file, 'utf8')) as MutantsReport } : {}) };
  }

  it('kills, counts what was refused apart, scores and cleans up', async () => {
    const { code, output, report } = await mutants(['--id', 'other-answer', '--id', '01-config/tab', '--jobs', '2']);
    expect(code, output).to.equal(0);
    expect(report).to.deep.include({ schema: 1, exitCode: 0, score: 1, named: 1, errors: [], leftovers: [] });
    expect(report?.mutants.map(({ id, status }) => [id, status])).to.deep.equal([['01-config/other-answer', 'killed'], ['01-config/tab', 'rejected']]);
    expect(report?.mutants[0]).to.deep.include({
      lesson: '01-config', category: 'wrong-value', source: 'listed', object: 'ConfigMap/config', field: 'data.answer', slow: false, by: 'holds the answer', namesField: true,
      message: 'ConfigMap/config data.answer (01-config/config.yaml:6): expected 42, observed 41',
    });
    expect(output).to.match(/killed 01-config\/other-answer \d+\.\d s\n +"holds the answer": ConfigMap\/config data\.answer/);
    expect(output).to.include('score 100 %: 1 killed (0 slow), 0 survived, 1 rejected, 0 equivalent, 0 errors');
    expect(readFileSync(join(folder, 'report', 'mutants.html'), 'utf8')).to.include('Mutation score 100 %');
    expect(readdirSync(join(folder, 'records')), 'nothing is noted as left').to.deep.equal([]);
    expect(existsSync(join(folder, 'work', 'mutants')) ? readdirSync(join(folder, 'work', 'mutants')) : [], 'copies of manifests').to.deep.equal([]);
  });

  it('finds the cause of a killed mutant, and says whether it is the mutated field', async () => {
    const { code, output, report } = await mutants(['--id', 'other-answer', '--explain']);
    expect(code, output).to.equal(0);
    expect(report?.mutants[0]).to.deep.include({ status: 'killed', namesFieldByDifference: true });
    expect(report?.mutants[0]?.explained).to.deep.include({ verdict: 'proved', found: true, causes: ['ConfigMap/config data.answer'], runs: 2 });
    expect(report?.explained).to.deep.include({ found: 1, total: 1 });
    expect(report?.namedWithDifference).to.equal(1);
    expect(output).to.match(/1\/1 ✔ 01-config\/other-answer \d+\.\d s: proved: ConfigMap\/config data\.answer/);
    expect(output).to.match(/causes found: 1 of 1, in \d+\.\d s at the median/);
  });

  it('tells equivalents apart, and ends with 1 when a neutral change fails', async () => {
    const { code, output, report } = await mutants(['--id', 'ConfigMap-config--metadata.name--swap-name', '--id', 'ConfigMap-config--data.spare--remove', '--category', 'missing-field', '--category', 'reference']);
    expect(code, output).to.equal(0);
    expect(report?.mutants.map(({ status }) => status)).to.have.members(['equivalent', 'killed']);
    const neutral = await mutants(['--neutral', '--category', 'listed', '--category', 'config-in-base64', '--category', 'more-labels']);
    expect(neutral.code, neutral.output).to.equal(1);
    expect(neutral.report?.neutral).to.deep.include({ passed: 2, total: 4 });
    expect(neutral.report?.neutral.failed.map(({ id }) => id)).to.deep.equal(['01-config/alarm', '01-config/ConfigMap-config--data--config-in-base64']);
    expect(neutral.report?.neutral.changes.map(({ source }) => source)).to.have.members(['listed', 'listed', 'operator', 'operator']);
    expect(neutral.output).to.include('01-config/alarm: "holds the answer": ConfigMap/config data.answer');
  });

  it('runs the cases of the corpus, and ends with 1 when one does not come out as it must', async () => {
    const { code, output, report } = await mutants(['--corpus']);
    expect(code, output).to.equal(1);
    expect(report).to.deep.include({ mutants: [], score: null });
    expect(report?.corpus).to.deep.include({ right: 2, total: 3, named: 0.5 });
    expect(report?.corpus?.cases.map(({ id, status, namesField }) => [id, status, namesField])).to.deep.equal([
      ['01-config/answer-in-words', 'right', true], ['01-config/more-data', 'right', undefined], ['01-config/unnoticed', 'wrong', false],
    ]);
    expect(output).to.include('01-config/unnoticed: a mistake went unnoticed').and.to.include('corpus: 2 of 3 cases came out as they must; 50 % of the mistakes name the field at fault');
    expect((await mutants(['--corpus', '--id', 'more-data'])).code).to.equal(0);
    const { report: mixed } = await mutants(['--sample', '100']);
    expect(mixed?.corpus?.total, 'a sample of everything').to.equal(3);
    expect(mixed?.mutants.length).to.be.above(0);
  });

  it('finds the cause of a mistake of the corpus, and leaves alone what nobody noticed', async () => {
    const { code, output, report } = await mutants(['--corpus', '--explain']);
    expect(code, output).to.equal(1);
    expect(report?.corpus?.explained).to.deep.include({ found: 1, total: 1 });
    expect(report?.corpus?.cases.map(({ id, explained }) => [id, explained?.found, explained?.causes])).to.deep.equal([
      ['01-config/answer-in-words', true, ['ConfigMap/config data.answer']], ['01-config/more-data', undefined, undefined], ['01-config/unnoticed', undefined, undefined],
    ]);
    expect(output).to.match(/1\/1 ✔ 01-config\/answer-in-words \d+\.\d s: proved/).and.to.include('causes found: 1 of 1');
  });

  it('leaves the results of a test run alone, and ends with 2 when something is left over', async () => {
    const { code, report } = await mutants(['--id', 'other-answer'], { fake: 'left' });
    expect(code).to.equal(2);
    expect(report?.leftovers).to.deep.equal([{ kind: 'Namespace', name: '01-x' }]);
    writeFileSync(join(folder, 'report', 'results.json'), '{"schema":1}');
    await mutants(['--id', 'other-answer']);
    expect(readdirSync(join(folder, 'report'))).to.include.members(['results.json', 'mutants.json', 'mutants.html']);
  });

  it('refuses what does not exist with what does, and still reports', async () => {
    const { code, output, report } = await mutants(['--id', 'other-anser']);
    expect(code).to.equal(2);
    expect(output).to.include('--id: there is no id "other-anser"; did you mean other-answer?\n  There are: other-answer, tab, never-ends');
    expect(report).to.deep.include({ exitCode: 2, score: null, mutants: [] });
    expect(output.trimEnd().split('\n').at(-1)).to.equal(`no mutant was run; report: ${join(folder, 'report', 'mutants.html')}`);
    writeFileSync(join(folder, 'report', 'mutants.html'), 'earlier');
    const { output: second } = await mutants(['--category', 'sintax']);
    expect(second).to.include('--category: there is no category "sintax"; did you mean syntax?');
    expect(second).to.include(`no mutant was run; the report of an earlier run in ${join(folder, 'report')} is unchanged`);
    expect(readFileSync(join(folder, 'report', 'mutants.html'), 'utf8')).to.equal('earlier');
    expect((await mutants(['02'])).output).to.include('lesson: there is no lesson "02"');
    expect((await mutants(['--shard', '3/2'])).output).to.include('It must be written like 2/5.');
  });

  it('cleans up on Ctrl-C and judges nothing that was cut short', async () => {
    const { code, output, report } = await mutants(['--id', 'never-ends', '--jobs', '1'], { interruptAt: '▸ mutants' });
    expect(code, output).to.equal(130);
    expect(report).to.deep.include({ exitCode: 130, mutants: [] });
    expect(readFileSync(join(folder, 'swept.log'), 'utf8').trim().split('\n'), 'the run and the mutant').to.have.length.within(1, 2);
  });
});
