import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NpmTest, type Ended } from './npm-test.ts';

describe('npm test', function () {
  this.timeout(30_000);
  let npmTest: NpmTest;
  beforeEach(() => { npmTest = new NpmTest(); });
  afterEach(() => { npmTest.remove(); });

  it('passes, leaves a cluster that was up, and reports', async () => {
    const { code, output, results, stages } = await npmTest.run(['passing']);
    expect(code, output).to.equal(0);
    expect(stages).to.deep.equal(['cluster opened', 'swept']);
    expect(results).to.deep.include({ schema: 1, exitCode: 0, errors: [], leftovers: [] });
    expect(results?.cluster).to.deep.equal({ provider: 'kind', name: 'fake', kubernetes: 'v1.37.2', nodes: 2, images: [{ name: 'busybox:1.37', id: 'sha256:1', version: '1.37.0', provenance: 'present' }] });
    expect(results?.phases.map(({ name }) => name)).to.deep.equal(['prepare', 'cluster', 'lessons', 'clean']);
    expect(results?.lessons[0]?.tests.map(({ status }) => status)).to.deep.equal(['passed', 'passed']);
    expect(output).to.match(/\n2 passed, 0 failed, 0 skipped in \d+\.\d s\nreport {2}file:\/\/.*\/report\/index\.html\n$/);
    for (const file of ['junit.xml', 'index.html']) expect(existsSync(join(npmTest.report, file)), file).to.equal(true);
    expect(npmTest.records()).to.deep.equal([]);
  });

  it('speaks the language of the reader', async () => {
    const { output, results } = await npmTest.run(['passing', 'failing', '--keep', '--lang', 'ja']);
    for (const text of ['▸ 準備', '▸ レッスン', '成功 2、失敗 0、スキップ 0 (', '期待    pod ready', 'すべて残しました。確認するには:', '\nレポート  file://', '\n再実行    npm test -- failing --report ']) expect(output).to.include(text);
    expect(results?.phases.map(({ name }) => name), 'for programs').to.deep.equal(['prepare', 'cluster', 'lessons']);
  });

  it('ends before anything is made where who runs it may not do what it needs, and cleans up nothing', async () => {
    const { code, output, stages, results } = await npmTest.run(['passing', '--context', 'prod'], { fake: 'no-rights' });
    expect(code, output).to.equal(2);
    expect(stages).to.deep.equal(['asked for 0 rights']);
    expect(results?.errors.map(({ where, message }) => `${where}: ${message}`)).to.deep.equal(['--context: jane may not create namespaces']);
    expect(results).to.deep.include({ lessons: [], leftovers: [] });
    expect(results?.cluster).to.include({ provider: 'context', name: 'prod', kubernetes: 'v1.37.2' });
    expect(readFileSync(join(npmTest.report, 'cluster-role.yaml'), 'utf8')).to.equal('kind: ClusterRole\n');
    expect(npmTest.records()).to.deep.equal([]);
  });

  it('removes a cluster that it made', async () => {
    const { code, stages } = await npmTest.run(['passing', '--fresh'], { fake: 'created' });
    expect(code).to.equal(0);
    expect(stages).to.deep.equal(['cluster made anew', 'cluster removed']);
  });

  it('keeps everything when asked to, and says how to look', async () => {
    const { code, output, stages } = await npmTest.run(['passing', '--keep'], { fake: 'created' });
    expect(code).to.equal(0);
    expect(stages).to.deep.equal(['cluster opened']);
    expect(output).to.match(/Kept: everything labelled cndjp2-e2e\/run=[a-z][a-z0-9]{5} on fake\. To look at it:\n +export KUBECONFIG=\/nowhere; kubectl --context kind-fake get all -A -l cndjp2-e2e\/run=[a-z][a-z0-9]{5}\n/);
    expect(npmTest.records(), 'the next run finds what to remove').to.have.lengthOf(1);
  });

  it('ends with 2 and explains when the environment was wrong in a lesson', async () => {
    const { code, output, results } = await npmTest.run(['failing']);
    expect(code).to.equal(2);
    expect(output).to.include('✘ failing: tells a failure of the lesson\n  expected  pod ready\n  observed  ErrImagePull\n  where     Pod/counter spec.containers[0].image (test/run/fixtures/manifests/failing/counter.yaml:7)\n');
    expect(output).to.include('cluster: it stopped answering\n  Look at the nodes.');
    expect(results?.errors).to.have.lengthOf(2);
  });

  it('ends with 1 when a lesson failed and nothing else', async () => {
    const { code, output } = await npmTest.run(['wrong', 'passing']);
    expect(code).to.equal(1);
    expect(output).to.include(`\nrun again  npm test -- wrong --report ${npmTest.report}\n`);
    expect(output).to.include("✘ wrong: does not hold\n  expected  expected 'nginx' to equal 'busybox'\n  observed  nginx\n");
  });

  describe('of a lesson whose measurement was not fit to judge by', () => {
    const crowded = async (begunBefore: number, args: readonly string[]): Promise<Ended> => {
      const begun = join(npmTest.folder, 'begun');
      writeFileSync(begun, '.'.repeat(begunBefore));
      return await npmTest.run(args, { env: { CROWDED_BEGUN: begun } });
    };
    const note = 'run once more, by itself: beside the other lessons it could not be judged (the driver lagged by 80 ms)';

    it('runs it once more by itself when the others have ended, and says so', async () => {
      const { code, output, results } = await crowded(1, ['crowded', 'passing']);
      expect(code, output).to.equal(0);
      expect(results?.lessons.map(({ name, tests }) => [name, ...tests.map(({ status }) => status)])).to.deep.equal([['crowded', 'passed'], ['passing', 'passed', 'passed']]);
      expect(results?.lessons[0]?.notes?.map(({ text }) => text)).to.deep.equal([note]);
      expect(output).to.include(`\n  crowded  i ${note}\n`);
      expect(output).to.match(/\? has no time [^]* i run once more[^]*✔ has no time/);
    });

    it('has no verdict when it cannot be judged then either', async () => {
      const { code, results } = await crowded(0, ['crowded', 'passing']);
      expect(code).to.equal(2);
      expect(results?.lessons[0]?.tests.map(({ status }) => status)).to.deep.equal(['invalid']);
    });

    for (const args of [['crowded'], ['crowded', 'passing', '--jobs', '1'], ['crowded', 'passing', '--keep']]) {
      it(`runs it once with ${args.join(' ')}`, async () => {
        const { code, results } = await crowded(1, args);
        expect(code).to.equal(2);
        expect(results?.lessons[0]).to.not.have.property('notes');
      });
    }
  });

  it('ends with 2 when something is left over', async () => {
    const { code, output, results } = await npmTest.run(['passing'], { fake: 'leftover' });
    expect(code).to.equal(2);
    expect(results?.leftovers).to.deep.equal([{ kind: 'Namespace', name: '02-x', finalizers: ['example.com/stuck'] }]);
    expect(output).to.include('Namespace/02-x, held by example.com/stuck');
  });

  it('refuses an unknown lesson with the list of what exists', async () => {
    const { code, output, results } = await npmTest.run(['passin']);
    expect(code).to.equal(2);
    expect(output).to.include('lesson: there is no lesson "passin"; did you mean passing?\n  There are: crashing, crowded, deaf, failing, hanging, passing, wrong.');
    expect(results?.errors[0]?.where).to.equal('lesson');
    expect(results?.phases, 'nothing was begun').to.deep.equal([]);
    expect(output).to.match(/\nno test was run\nreport {2}file:\/\/.*\n$/);
  });

  const earlierReport = { 'results.json': '{"schema":1}', 'junit.xml': '<testsuites/>', 'index.html': 'page', 'evidence/passing/events.txt': 'events' };
  const writeEarlierReport = (): string => {
    const report = npmTest.report;
    mkdirSync(join(report, 'evidence', 'passing'), { recursive: true });
    for (const [name, text] of Object.entries(earlierReport)) writeFileSync(join(report, name), text);
    return report;
  };

  for (const args of [['passin'], ['--manifests', '/no/such/folder'], ['passing', '--context', 'prd']]) {
    it(`leaves the report of an earlier run as it is after ${args.join(' ')}`, async () => {
      const report = writeEarlierReport();
      const { code, output } = await npmTest.run(args);
      expect(code, output).to.equal(2);
      for (const [name, text] of Object.entries(earlierReport)) expect(readFileSync(join(report, name), 'utf8'), name).to.equal(text);
      expect(readdirSync(report)).to.have.members(['results.json', 'junit.xml', 'index.html', 'evidence']);
      expect(output.trimEnd().split('\n').at(-1)).to.equal(`no test was run; the report of an earlier run in ${report} is unchanged`);
    });
  }

  it('replaces the report of an earlier run when a run begins', async () => {
    const report = writeEarlierReport();
    const { results } = await npmTest.run(['passing']);
    expect(results?.lessons).to.have.lengthOf(1);
    expect(existsSync(join(report, 'evidence', 'passing', 'events.txt'))).to.equal(false);
  });

  it('refuses an unknown option and writes no report', async () => {
    const { code, output, results } = await npmTest.run(['--keeep']);
    expect(code).to.equal(2);
    expect(output).to.include("command line: unknown option '--keeep' (Did you mean --keep?)");
    expect(results).to.equal(undefined);
  });

  it('chooses tests by --grep, and by nothing in the environment', async () => {
    const env = { CNDJP_GREP: 'apply', CNDJP_RUN_CONTEXT: '/no/such/file' };
    const { code, output, results } = await npmTest.run(['passing', '--grep', 'inner'], { env });
    expect(code, output).to.equal(0);
    expect(results?.lessons[0]?.tests.map(({ title }) => title)).to.deep.equal(['with an inner part › holds']);
    expect((await npmTest.run(['passing'], { env })).results?.lessons[0]?.tests).to.have.lengthOf(2);
  });

  it('ends with 2 when --grep fits no test of any lesson', async () => {
    const { code, output, results } = await npmTest.run(['passing', 'wrong', '--grep', 'no such title']);
    expect(code).to.equal(2);
    expect(output).to.include('--grep: no test matches no such title\n');
    expect(results?.errors).to.have.lengthOf(1);
    expect(output).to.include('\nno test was run\nreport ');
    expect((await npmTest.run(['passing', 'wrong', '--grep', 'inner'])).code, 'it fits one of them').to.equal(0);
  });

  it('refuses a folder that is not there', async () => {
    const { code, results } = await npmTest.run(['--manifests', '/no/such/folder']);
    expect(code).to.equal(2);
    expect(results?.errors[0]?.message).to.equal('there is no folder /no/such/folder');
  });

  it('refuses a context that does not exist', async () => {
    const { code, output, results } = await npmTest.run(['passing', '--context', 'prd']);
    expect(code).to.equal(2);
    expect(output).to.include('--context: there is no context "prd"\n  There are: prod.');
    expect(results?.cluster).to.deep.include({ provider: 'context', name: 'prd' });
  });

  it('says in one line that Docker is missing, and still reports', async () => {
    const { code, output, results } = await npmTest.run([], { fake: 'no-docker' });
    expect(code).to.equal(2);
    expect(output).to.include('docker: no Docker daemon answers\n  Install Docker Engine.');
    expect(results).to.deep.include({ exitCode: 2, lessons: [] });
    expect(output).not.to.match(/\n\s+at /);
  });

  for (const [what, path] of [['a file', 'file'], ['a path below a file', 'file/a'], ['a name that is too long', 'a'.repeat(300)], ['a folder of the system', '/proc/a/b']] as const) {
    it(`says in one line that the report cannot be ${what}, and runs nothing`, async function () {
      if (path.startsWith('/proc') && process.platform !== 'linux') this.skip();
      writeFileSync(join(npmTest.folder, 'file'), '');
      const { code, output, stages } = await npmTest.run(['passing', '--report', join(...(path.startsWith('/') ? [] : [npmTest.folder]), path)]);
      expect(code, output).to.equal(2);
      expect(output).to.match(/^--report: .*\n? .*(is a file|cannot be written \(E[A-Z]+)/m).and.include('Choose another folder with --report DIR.');
      expect(stages).to.deep.equal([]);
    });
  }

  it('tells its verdict where the report cannot be written any more, and ends with 2', async () => {
    const report = npmTest.report;
    const { code, output } = await npmTest.run(['wrong'], { onOutput: (text) => {
      if (!text.includes('▸ lessons') || !existsSync(report) || !statSync(report).isDirectory()) return;
      rmSync(report, { recursive: true });
      writeFileSync(report, 'in the way');
    } });
    expect(code, output).to.equal(2);
    expect(output).to.include("✘ wrong: does not hold\n  expected  expected 'nginx' to equal 'busybox'\n");
    expect(output).to.include(`--report: ${report} cannot be written (ENOTDIR`).and.include('The report is incomplete');
    expect(output.split(`${report} cannot be written`)).to.have.lengthOf(2);
  });

  it('does not touch the report of another run that has not ended', async () => {
    const report = writeEarlierReport();
    writeFileSync(join(report, '.results.json.run'), JSON.stringify({ pid: process.pid }));
    const { code, output, stages } = await npmTest.run(['passing']);
    expect(code, output).to.equal(2);
    expect(output.replaceAll(/\n */g, ' ')).to.include(`${report} belongs to another run that has not ended (process ${process.pid})`);
    expect(readFileSync(join(report, 'index.html'), 'utf8')).to.equal('page');
    expect(stages).to.deep.equal([]);
  });

  it('tells a defect in one line and keeps its stack', async () => {
    const { code, output } = await npmTest.run([], { fake: 'defect' });
    expect(code).to.equal(2);
    expect(output).to.include('run: unexpected: TypeError: x is not a function\n  This is a defect of the harness; its stack is in evidence/runner/crash.log.');
    expect(output).not.to.match(/\n\s+at /);
    expect(readFileSync(join(npmTest.folder, 'report/evidence/runner/crash.log'), 'utf8')).to.include('run-with-fakes.ts');
  });

  it('reports even when a promise fails that nobody waits for', async () => {
    const { code, output, results } = await npmTest.run(['hanging'], { fake: 'rejection' });
    expect(code).to.equal(2);
    expect(results?.errors[0]?.message).to.equal('unexpected: nobody waits for this');
    expect(output).to.include('Stopped without cleaning up; still on the cluster: everything labelled cndjp2-e2e/run=');
  });
});
