import { expect } from 'chai';
import type { Output } from '../../harness/report/output.ts';
import { Terminal, type Clock, type TerminalOptions } from '../../harness/report/terminal.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { screenOf } from './screen.ts';
import { verbatim } from '../../harness/text/language.ts';

const lesson = '06-rolling-update';

interface Seen {
  terminal: Terminal;
  /** All that was written. */
  written: () => string;
  /** Lets time pass: milliseconds. */
  pass: (ms: number) => void;
}

function terminal(output: Omit<Output, 'write'> = {}, options: Omit<TerminalOptions, 'clock'> = {}): Seen {
  let text = '';
  let now = 0;
  let acts: { ms: number; act: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    every: (ms, act) => {
      const entry = { ms, act };
      acts.push(entry);
      return () => { acts = acts.filter((each) => each !== entry); };
    },
  };
  const seen = new Terminal({ ...output, write: (more) => { text += more; } }, { env: {}, ...options, clock });
  seen.expect([lesson]);
  return {
    terminal: seen, written: () => text,
    pass: (ms) => {
      for (const end = now + ms; now < end;) {
        now += 250;
        for (const { ms: every, act } of acts) if (now % every === 0) act();
      }
    },
  };
}

function test(title: string, rest: Partial<TestResult> = {}): TestResult {
  return { title, status: 'passed', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 1_200, ...rest };
}

describe('the terminal', () => {
  it('tells what was drawn in a line below its test, and no measures', () => {
    const { terminal: shown, written } = terminal();
    shown.lesson(lesson, { type: 'ended', test: test('goes on', { measures: { p99Ms: 12 }, plots: [{ title: 'up', summary: 'up: ▁█ 2.0, 0 failed', wide: 'w.svg', narrow: 'n.svg' }] }) });
    expect(written()).to.equal('  06-rolling-update  ✔ goes on 1.2 s\n  06-rolling-update    up: ▁█ 2.0, 0 failed\n');
  });

  it('tells a note once, though several lessons have it to say', () => {
    const { terminal: shown, written } = terminal({}, { language: 'ja' });
    const text = { en: 'x.txt is not read', ja: 'x.txt は読み込まれません' };
    shown.lesson(lesson, { type: 'note', text });
    shown.lesson('07-canary', { type: 'note', text });
    expect(written()).to.equal('  06-rolling-update  i x.txt は読み込まれません\n');
  });

  it('explains the mark of production once, above the first title that has it', () => {
    const { terminal: shown, written } = terminal({}, { language: 'ja' });
    shown.lesson(lesson, { type: 'ended', test: test('goes on') });
    expect(written()).not.to.include('本番');
    for (const title of ['survives a drain', 'survives a crash']) shown.lesson(lesson, { type: 'ended', test: test(title, { level: 'production' }) });
    expect(written()).to.match(/goes on 1\.2 s\n {2}\(本番\)と付いたテストは、.*\n.*drain\(本番\) 1\.2 s\n.*crash\(本番\) 1\.2 s\n$/);
  });

  it('tells no time of a test that only reads manifests', () => {
    const { terminal: shown, written } = terminal();
    for (const durationMs of [49, 50]) shown.lesson(lesson, { type: 'ended', test: test(`takes ${durationMs} ms`, { durationMs }) });
    expect(written()).to.equal('  06-rolling-update  ✔ takes 49 ms\n  06-rolling-update  ✔ takes 50 ms 0.1 s\n');
  });

  it('marks tests of production, and warns of one that fails and does not decide', () => {
    const { terminal: shown, written } = terminal();
    const failure = flattened({ expected: verbatim('a'), observed: verbatim('b'), object: 'Pod/x', elapsedMs: 0 });
    const tests = [test('goes on'), test('survives a drain', { level: 'production', status: 'failed', failure })];
    const end = (): void => {
      for (const each of tests) shown.lesson(lesson, { type: 'ended', test: { ...each } });
      shown.lesson(lesson, { type: 'closed', outcome: { name: lesson, startedAt: '', durationMs: 2_400, tests } });
    };
    shown.expect([lesson], 'promise');
    end();
    expect(written()).to.equal('  06-rolling-update  ✔ goes on 1.2 s\n  Tests marked (production) ask for what is added so that a lesson also holds when processes and nodes fail.\n  06-rolling-update  ! survives a drain (production) 1.2 s\n  06-rolling-update  1 passed, 0 failed, 0 skipped in 2.4 s; production: 0 of 1\n');
    const other = terminal({}, { language: 'ja' });
    other.terminal.lesson(lesson, { type: 'ended', test: tests[1] ?? test('') });
    expect(other.written()).to.match(/\n {2}06-rolling-update {2}✘ survives a drain\(本番\) 1\.2 s\n$/);
  });

  it('tells a test once, though its evidence comes later', () => {
    const { terminal: shown, written } = terminal();
    const failure = flattened({ expected: verbatim('a'), observed: verbatim('b'), object: 'Pod/x', elapsedMs: 0 });
    shown.lesson(lesson, { type: 'ended', test: test('fails', { status: 'failed', failure }) });
    shown.lesson(lesson, { type: 'ended', test: test('fails', { status: 'failed', failure: { ...failure, evidence: ['e.txt'] } }) });
    expect(written()).to.equal('  06-rolling-update  ✘ fails 1.2 s\n');
  });

  it('folds tests that are skipped for one reason', () => {
    const { terminal: shown, written } = terminal();
    const skipped = (title: string, reason: string): void => { shown.lesson(lesson, { type: 'ended', test: test(title, { status: 'skipped', reason }) }); };
    skipped('a', 'apply failed');
    skipped('b', 'apply failed');
    skipped('c', 'no ingress');
    shown.lesson(lesson, { type: 'cleaning' });
    expect(written()).to.equal('  06-rolling-update  - 2 tests skipped: apply failed\n  06-rolling-update  - c: no ingress\n');
  });

  it('speaks the language of the reader', () => {
    const { terminal: shown, written } = terminal({}, { language: 'ja' });
    shown.phase('lessons');
    shown.lesson(lesson, { type: 'ended', test: test('is quick', { status: 'invalid', reason: 'the driver lagged', ja: { title: '速い', reason: '計測側が遅れました' } }) });
    expect(written()).to.equal('▸ レッスン\n  06-rolling-update  ? 速い: 無効: 計測側が遅れました\n');
  });

  it('breaks lines of a terminal between words, and none of a log', () => {
    const long = 'keeps every acknowledged row when the process is killed, the pod is deleted and the node is lost';
    const narrow = terminal({ isTTY: true, columns: 60 }, { env: { NO_COLOR: '1' } });
    narrow.terminal.lesson(lesson, { type: 'ended', test: test(long) });
    expect(narrow.written()).to.equal([
      '  06-rolling-update  ✔ keeps every acknowledged row when the',
      '                       process is killed, the pod is deleted',
      '                       and the node is lost 1.2 s\n'].join('\n'));
    const log = terminal();
    log.terminal.lesson(lesson, { type: 'ended', test: test(long) });
    expect(log.written()).to.equal(`  06-rolling-update  ✔ ${long} 1.2 s\n`);
  });

  it('shows on a terminal what runs, in place, and takes it away at the end', () => {
    const { terminal: shown, written, pass } = terminal({ isTTY: true, columns: 70 }, { env: { NO_COLOR: '1' } });
    shown.lesson(lesson, { type: 'begun' });
    shown.lesson(lesson, { type: 'started', title: 'goes on' });
    pass(2_500);
    expect(screenOf(written())).to.deep.equal(['  06-rolling-update  ⋯ goes on 2 s']);
    shown.lesson(lesson, { type: 'turnRequested', turn: 'traffic' });
    pass(1_000);
    expect(screenOf(written())).to.deep.equal(['  06-rolling-update  ⋯ waiting for its turn 1 s']);
    shown.lesson(lesson, { type: 'turnGranted' });
    shown.lesson(lesson, { type: 'ended', test: test('goes on') });
    shown.lesson(lesson, { type: 'cleaning' });
    pass(1_000);
    expect(screenOf(written())).to.deep.equal(['  06-rolling-update  ✔ goes on 1.2 s', '  06-rolling-update  ⋯ cleaning up 1 s']);
    shown.lesson(lesson, { type: 'closed', outcome: { name: lesson, startedAt: '', durationMs: 5_000, tests: [test('goes on')] } });
    const length = written().length;
    pass(60_000);
    expect(written().length, 'it looks no more').to.equal(length);
    expect(screenOf(written())).to.deep.equal(['  06-rolling-update  ✔ goes on 1.2 s', '  06-rolling-update  1 passed, 0 failed, 0 skipped in 5.0 s']);
  });

  it('tells a log that a lesson starts, and every 30 s what it does', () => {
    const { terminal: shown, written, pass } = terminal();
    shown.lesson(lesson, { type: 'begun' });
    shown.lesson(lesson, { type: 'started', title: 'goes on' });
    pass(61_000);
    expect(written()).to.equal([
      '  06-rolling-update  starts',
      '  06-rolling-update  ⋯ goes on 30 s',
      '  06-rolling-update  ⋯ goes on 60 s\n'].join('\n'));
  });

  it('shows on a terminal how long a phase lasts in which no lesson runs, and tells a log every 30 s', () => {
    const { terminal: shown, written, pass } = terminal({ isTTY: true, columns: 70 }, { env: { NO_COLOR: '1' } });
    shown.phase('cluster');
    shown.detail('Creating the cluster.');
    pass(12_500);
    expect(screenOf(written())).to.deep.equal(['▸ cluster', '  Creating the cluster.', '  ⋯ cluster 12 s']);
    shown.phaseEnded('cluster', 13_000);
    shown.phase('lessons');
    shown.lesson(lesson, { type: 'begun' });
    pass(1_000);
    expect(screenOf(written()).slice(2)).to.deep.equal(['  cluster: 13.0 s', '▸ lessons', '  06-rolling-update  ⋯ between two tests 1 s']);
    shown.lesson(lesson, { type: 'closed', outcome: { name: lesson, startedAt: '', durationMs: 5_000, tests: [] } });
    pass(1_000);
    expect(screenOf(written()).at(-1)).to.equal('  ⋯ lessons 2 s');
    shown.phaseEnded('lessons', 2_000);
    pass(60_000);
    expect(screenOf(written()).at(-1)).to.equal('  lessons: 2.0 s');

    const log = terminal();
    log.terminal.phase('cluster');
    log.pass(31_000);
    expect(log.written()).to.equal('▸ cluster\n  ⋯ cluster 30 s\n');
  });

  it('leaves the phase in which images are built to their own list', () => {
    const { terminal: shown, written, pass } = terminal({ isTTY: true, columns: 70 }, { env: { NO_COLOR: '1' } });
    shown.phase('prepare');
    pass(60_000);
    expect(written()).to.equal('▸ prepare\n');
  });

  it('uses colours on a terminal unless NO_COLOR is set, and always as FORCE_COLOR says', () => {
    const coloured = (isTTY: boolean, env: NodeJS.ProcessEnv): boolean => {
      let written = '';
      new Terminal({ isTTY, write: (text) => { written += text; } }, { env }).phase('prepare');
      return written.includes('\u001B[');
    };
    expect(coloured(true, {})).to.equal(true);
    expect(coloured(true, { NO_COLOR: '1' })).to.equal(false);
    expect(coloured(false, {})).to.equal(false);
    expect(coloured(false, { FORCE_COLOR: '1' })).to.equal(true);
    expect(coloured(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).to.equal(true);
    expect(coloured(true, { FORCE_COLOR: '0' })).to.equal(false);
  });
});
