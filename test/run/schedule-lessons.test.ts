import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Level } from '../../harness/verdict/level.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { scheduleLessons, type LessonsOutcome } from '../../harness/run/schedule-lessons.ts';
import type { LessonBounds } from '../../harness/run/lesson-handle.ts';

const specs = join(import.meta.dirname, 'fixtures', 'specs');

describe('scheduleLessons', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'run-lessons-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  interface Settings { bail?: RegExp; bailLevel?: Level; jobs?: number; grep?: string; bounds?: Partial<LessonBounds>; signal?: AbortSignal; watch?: (line: string) => void }

  async function run(names: string[], settings: Settings = {}): Promise<LessonsOutcome> {
    return await scheduleLessons({
      lessons: names.map((name) => ({
        name, specFile: join(specs, `${name}.spec.ts`),
        ...(settings.bail === undefined ? {} : { context: { bail: { source: settings.bail.source, flags: settings.bail.flags, level: settings.bailLevel ?? 'production' } } }),
      })),
      context: {
        runId: 'abc123', cluster: { provider: 'kind', name: 'fake', kubeconfig: '/nowhere', context: 'fake', kubernetes: 'v1.37.2' },
        manifests: { dir: specs, ours: specs }, allowed: [], images: [], reportDir: folder, language: 'en', keep: false,
      },
      jobs: settings.jobs ?? 2,
      ...(settings.grep === undefined ? {} : { grep: settings.grep }),
      signal: settings.signal ?? new AbortController().signal,
      bounds: { graceMs: 10_000, ...settings.bounds },
      watch: (lesson, event) => { settings.watch?.(`${lesson} ${event.type}${event.type === 'step' ? ` ${event.text.en}` : ''}`); },
    });
  }

  /** Lessons with traffic go on sending until `opens` holds of what has happened. */
  async function runGated(names: string[], opens: (lines: readonly string[]) => boolean): Promise<{ outcome: LessonsOutcome; lines: string[] }> {
    const lines: string[] = [];
    const waiting = new Set<Socket>();
    const gate = createServer((socket) => {
      socket.on('error', () => undefined);
      if (opens(lines)) socket.destroy();
      else waiting.add(socket);
    });
    gate.listen(join(folder, 'gate'));
    await once(gate, 'listening');
    try {
      const outcome = await run(names, { watch: (line) => {
        lines.push(line);
        if (opens(lines)) for (const socket of waiting) socket.destroy();
      } });
      return { outcome, lines };
    } finally {
      gate.close();
    }
  }

  function requests(lines: readonly string[]): number {
    return lines.filter((line) => line.endsWith(' turnRequested')).length;
  }

  function testsOf(outcome: LessonsOutcome, lesson: string): Map<string, TestResult> {
    const result = outcome.results.find((candidate) => candidate.name === lesson);
    return new Map(result?.tests.map((test) => [test.title, test]));
  }

  it('collects tests, measures and titles below the lesson', async () => {
    const outcome = await run(['passing']);
    const tests = [...testsOf(outcome, 'passing').values()];
    expect(tests.map((test) => [test.title, test.status])).to.deep.equal([['apply', 'passed'], ['with an inner part › holds', 'passed']]);
    expect(tests[0]?.measures).to.deep.equal({ readyMs: 12 });
    expect(tests[0]?.durationMs, 'without the wait for its turn').to.be.below(0);
    expect(outcome).to.deep.include({ errors: [], leftovers: [], unclean: [] });
  });

  it('tells a lesson whether others run at the same time', async () => {
    const beside = async (names: string[], jobs: number): Promise<number | undefined> => testsOf(await run(names, { jobs }), 'neighbour').get('hears whether others run')?.measures?.['beside'];
    expect(await beside(['neighbour', 'passing'], 2)).to.equal(1);
    expect(await beside(['neighbour', 'passing'], 1)).to.equal(0);
    expect(await beside(['neighbour'], 2)).to.equal(0);
  });

  it('says of each lesson and test when it began', async () => {
    const before = new Date().toISOString();
    const outcome = await run(['wrong', 'crashing'], { jobs: 1 });
    const after = new Date().toISOString();
    expect(outcome.results.map(({ name }) => name)).to.deep.equal(['crashing', 'wrong']);
    for (const { name, startedAt, tests } of outcome.results) {
      expect(startedAt >= before && startedAt <= after, `${name} at ${startedAt}`).to.equal(true);
      expect(tests, name).to.have.lengthOf(1);
      for (const test of tests) expect(test.startedAt >= startedAt && test.startedAt <= after, `${test.title} at ${test.startedAt}`).to.equal(true);
    }
  });

  it('tells every kind of ending of a test apart', async () => {
    const outcome = await run(['failing']);
    const tests = testsOf(outcome, 'failing');
    expect(tests.get('tells a failure of the lesson')?.failure).to.deep.include(
      { observed: 'ErrImagePull', file: 'failing/counter.yaml', line: 7, evidence: ['evidence/failing/events.txt'] });
    expect(tests.get('tells an assertion')?.failure).to.deep.include({ expected: 'expected 1 to equal 2', observed: '1', object: 'Lesson/failing' });
    const codeError = tests.get('tells an error of the code')?.failure;
    expect(codeError?.observed).to.equal('TypeError: x is not a function');
    expect(readFileSync(join(folder, codeError?.evidence[0] ?? ''), 'utf8')).to.include('failing.spec.ts:');
    expect(tests.get('tells an unfit measurement')).to.deep.include({ status: 'invalid', reason: 'the driver lagged by 80 ms' });
    expect(tests.get('tells an environment that is wrong')).to.deep.include({ status: 'invalid', reason: 'it stopped answering' });
    expect(tests.get('tells a skip and its reason')).to.deep.include({ status: 'skipped', reason: 'nobody enforces here' });
    expect(tests.get('does not believe a skip without a reason')?.status).to.equal('invalid');
    expect(tests.get('a part › is skipped as a whole')).to.deep.include({ status: 'skipped', reason: 'no ingress' });
    expect(tests.get('says that its own deadline passed')?.failure?.observed).to.match(/still running after 0\.\d s; the last step was: waiting for Pod\/counter Ready/);
    expect(tests.get('a part whose preparation fails › does not run')).to.deep.include({ status: 'skipped', reason: 'not run: an earlier part of the lesson failed' });
    expect(outcome.errors.map((error) => error.where)).to.have.members(['cluster', 'failing: clean-up']);
    expect(outcome.leftovers).to.deep.equal([{ kind: 'Namespace', name: 'failing-x', finalizers: ['kubernetes'] }]);
  });

  it('stops at the first failure that fits, and cleans up', async () => {
    const outcome = await run(['failing'], { bail: /EXPECTED 1 to equal 2/i });
    const tests = testsOf(outcome, 'failing');
    expect(tests.get('tells a failure of the lesson')?.status).to.equal('failed');
    expect(tests.get('tells an assertion')?.status).to.equal('failed');
    expect(tests.get('tells an error of the code')?.reason).to.equal('not run: an earlier part of the lesson failed');
    expect(outcome.leftovers).to.have.length(1);
  });

  it('does not stop at the failure of a test that does not decide', async () => {
    const outcome = await run(['failing'], { bail: /out of the node/, bailLevel: 'promise' });
    expect(testsOf(outcome, 'failing').get('fails in production')).to.deep.include({ level: 'production', status: 'failed' });
    expect(testsOf(outcome, 'failing').get('tells an error of the code')?.status).to.equal('failed');
  });

  it('stops a lesson that does not end, lets it clean up, and says what it was doing', async () => {
    const outcome = await run(['hanging', 'passing'], { bounds: { testsMs: 500 } });
    const tests = testsOf(outcome, 'hanging');
    expect(tests.get('never ends')?.status).to.equal('failed');
    expect(tests.get('never ends')?.failure?.observed).to.equal('it was still in "never ends": waiting for Godot');
    expect(tests.get('is never reached')?.reason).to.equal('not run: the lesson did not end within 0.5 s');
    expect(readFileSync(join(folder, 'cleaned.txt'), 'utf8')).to.equal('hanging\n');
    expect(outcome.unclean).to.deep.equal([]);
    expect(testsOf(outcome, 'passing').get('apply')?.status).to.equal('passed');
  });

  it('kills a lesson that does not listen', async () => {
    const outcome = await run(['deaf'], { bounds: { testsMs: 300, graceMs: 300 } });
    expect(testsOf(outcome, 'deaf').get('gives nobody else the processor')?.failure?.expected).to.equal('the lesson to end within 0.3 s');
    expect(outcome.unclean).to.deep.equal(['deaf']);
  });

  it('stops all lessons when the run is interrupted, and starts no other', async () => {
    const controller = new AbortController();
    const outcome = await run(['hanging', 'passing'], { jobs: 1, signal: controller.signal, watch: (line) => {
      if (line === 'hanging step waiting for Godot') controller.abort(new Error('interrupted'));
    } });
    expect(testsOf(outcome, 'hanging').get('never ends')).to.deep.include({ status: 'invalid' });
    expect(testsOf(outcome, 'passing').get('lesson')).to.deep.include({ status: 'skipped', reason: 'not run: interrupted' });
    expect(readFileSync(join(folder, 'cleaned.txt'), 'utf8')).to.equal('hanging\n');
  });

  it('notices a process that ends early and keeps its last words', async () => {
    const outcome = await run(['crashing']);
    expect(outcome.errors).to.have.length(1);
    expect(outcome.errors[0]).to.include({ where: 'crashing', message: 'the lesson\'s process ended early (exit code 3) in "takes its process along"', hint: 'Its last words are in evidence/crashing/output.log.' });
    expect(readFileSync(join(folder, 'evidence/crashing/output.log'), 'utf8')).to.equal('last words\n');
    expect(testsOf(outcome, 'crashing').get('takes its process along')?.status).to.equal('invalid');
  });

  it('lets an exclusive lesson prepare beside the others, and go on when they have cleaned up', async () => {
    const { outcome, lines } = await runGated(['exclusive', 'busy-1'], (seen) => seen.includes('exclusive turnRequested'));
    expect(lines.indexOf('busy-1 closed')).to.be.within(lines.indexOf('exclusive turnRequested'), lines.lastIndexOf('exclusive ended'));
    expect([...testsOf(outcome, 'exclusive').values()].map(({ status }) => status), 'also the test that requests a second turn').to.deep.equal(['passed', 'passed', 'passed']);
  });

  it('runs tests with traffic of one lesson at a time, and other lessons meanwhile', async () => {
    const { lines } = await runGated(['busy-1', 'busy-2', 'passing'], (seen) => seen.includes('passing closed') && requests(seen) === 2);
    const [, first, second] = lines.filter((line) => line.endsWith(' closed')).map((line) => line.replace(' closed', ''));
    expect(lines.lastIndexOf(`${second ?? ''} ended`), 'goes on when the other one has ended').to.be.greaterThan(lines.indexOf(`${first ?? ''} closed`));
  });

  it('makes room for one that waits, not for all', async () => {
    const { outcome, lines } = await runGated(['busy-1', 'busy-2', 'busy-3', 'passing'], (seen) => requests(seen) === 3);
    expect(lines.indexOf('passing started'), 'waits for a slot').to.be.greaterThan(lines.findIndex((line) => line.endsWith(' closed')));
    expect(outcome.results.flatMap(({ tests }) => tests.map(({ status }) => status))).to.have.length(8).and.not.include('failed');
  });

  it('lets a lesson go on at once when the turn is free', async () => {
    const lines: string[] = [];
    await run(['busy-1', 'passing'], { jobs: 1, watch: (line) => lines.push(line) });
    expect(lines.indexOf('passing started')).to.be.greaterThan(lines.indexOf('busy-1 cleaning'));
  });

  it('begins no other lesson until all that a failed one has started is gone', async () => {
    const lines: string[] = [];
    await run(['sinking', 'passing'], { jobs: 1, watch: (line) => lines.push(line) });
    expect(lines.indexOf('passing started')).to.be.greaterThan(lines.indexOf('sinking podsGone'));
  });

  it('ends a lesson that waits for the cluster when the run is interrupted', async () => {
    const controller = new AbortController();
    const outcome = await run(['exclusive', 'hanging'], { signal: controller.signal, watch: (line) => {
      if (line === 'exclusive turnRequested') controller.abort(new Error('interrupted'));
    } });
    expect(testsOf(outcome, 'exclusive').get('has the cluster to itself')?.status).to.equal('invalid');
    expect(outcome.unclean).to.deep.equal([]);
  });

  it('ends a test that is told to end before it has begun', async () => {
    const outcome = await run(['announced'], { bounds: { testsMs: 5_000, graceMs: 500 } });
    expect(outcome.unclean).to.deep.equal([]);
    expect(testsOf(outcome, 'announced').get('never ends')).to.deep.include({ status: 'invalid', reason: 'cut short: the run was told to end' });
  });

  it('refuses skips in the source', async () => {
    const outcome = await run(['shelved']);
    expect(outcome.errors[0]?.message).to.equal('skipped in the source: shelved is not to be skipped in the source');
  });

  it('says that a spec cannot be loaded', async () => {
    const outcome = await run(['broken']);
    expect(outcome.errors[0]?.message).to.match(/^the spec could not be loaded: no hints for this lesson$/);
  });

  it('selects tests by pattern', async () => {
    const outcome = await run(['passing', 'crashing'], { grep: 'inner' });
    expect([...testsOf(outcome, 'passing').keys()]).to.deep.equal(['with an inner part › holds']);
    expect([...testsOf(outcome, 'crashing').keys()]).to.deep.equal([]);
  });
});
