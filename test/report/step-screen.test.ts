import { expect } from 'chai';
import stringWidth from 'string-width';
import { StepScreen } from '../../harness/report/step-screen.ts';
import { Terminal } from '../../harness/report/terminal.ts';
import type { Output } from '../../harness/report/output.ts';
import { verbatim } from '../../harness/text/language.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { screenOf } from './screen.ts';

const lesson = '02-logging';
const failure = flattened({ expected: verbatim('a stream'), observed: verbatim('nothing'), object: 'Pod/counter', field: 'spec.containers[count].args', elapsedMs: 0, hint: { en: 'Write to the file.', ja: 'ファイルに書き込んでください。' } });
const result = (title: string, status: TestResult['status']): TestResult => ({ title, status, startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1, ja: { title: `「${title}」` }, ...(status === 'failed' ? { failure } : {}) });

interface Shown {
  screen: StepScreen;
  /** What a reader sees now. */
  seen: () => string[];
  pass: (ms: number) => void;
  /** Judges all steps: those that are named fail. */
  judge: (...failing: string[]) => void;
}

function shown(titles: readonly string[], output: Omit<Output, 'write'> = {}, language: 'en' | 'ja' = 'en'): Shown {
  let text = '';
  let now = new Date(2026, 0, 1, 12, 30, 5).getTime();
  let act: (() => void) | undefined;
  const terminal = new Terminal({ ...output, write: (more) => { text += more; } }, { env: { NO_COLOR: '1' }, language, clock: { now: () => now, every: (_, each) => {
    act = each;
    return () => { act = undefined; };
  } } });
  const screen = new StepScreen(terminal, [lesson], { context: 'kind-mine', namespace: 'me' });
  screen.take(lesson, { type: 'planned', tests: titles.map((en) => ({ en, ja: `「${en}」` })), kind: 'shared' });
  return {
    screen, seen: () => screenOf(text),
    pass: (ms) => {
      now += ms;
      act?.();
    },
    judge: (...failing) => {
      const tests = titles.map((title) => result(title, failing.includes(title) ? 'failed' : 'passed'));
      screen.take(lesson, { type: 'begun' });
      for (const test of tests) {
        screen.take(lesson, { type: 'started', title: test.title });
        screen.take(lesson, { type: 'ended', test });
      }
      screen.take(lesson, { type: 'closed', outcome: { name: lesson, startedAt: '', durationMs: 1, tests } });
    },
  };
}

describe('steps that are judged again and again', () => {
  it('tells a log each mark that has become another, and a failure once', () => {
    const { judge, seen } = shown(['is applied', 'prints']);
    judge('prints');
    judge('prints');
    judge();
    expect(seen()).to.deep.equal([
      '12:30:05 ✓ 02-logging: is applied', '12:30:05 ✗ 02-logging: prints',
      '✗ 02-logging: prints', '  expected  a stream', '  observed  nothing', '  where     Pod/counter spec.containers[count].args', '  hint      Write to the file.',
      '  look      kubectl --context kind-mine -n me describe pod counter', '12:30:05 02-logging: 1 ✓, 1 ✗, 0 –, 0 ?',
      '12:30:05 ✓ 02-logging: prints', '12:30:05 02-logging: 2 ✓, 0 ✗, 0 –, 0 ?',
    ]);
  });

  it('keeps the list in place on a terminal, in both languages, in 80 columns', () => {
    for (const language of ['en', 'ja'] as const) {
      const { judge, seen } = shown(['is applied', `prints ${'a long title '.repeat(8)}`], { isTTY: true, columns: 80, rows: 40 }, language);
      judge('is applied');
      judge();
      expect(seen().filter((line) => /^ {2}[✓✗]/.test(line))).to.have.lengthOf(2);
      expect(seen().filter((line) => stringWidth(line) > 80)).to.deep.equal([]);
      expect(seen().join('\n')).to.match(/2 ✓|✓ 2/).and.not.contain('✗ 02-logging');
    }
  });

  it('shows what is being judged when that takes a while, and until when it had which mark', () => {
    const { screen, seen, pass, judge } = shown(['is applied', 'prints'], { isTTY: true, columns: 80, rows: 40 });
    expect(seen()).to.include('  · prints');
    judge();
    screen.take(lesson, { type: 'begun' });
    screen.take(lesson, { type: 'started', title: 'prints' });
    screen.take(lesson, { type: 'step', text: verbatim('waits for Pod/counter') });
    expect(seen(), 'no mark flickers').to.include('  ✓ prints');
    pass(2_000);
    expect(seen()).to.include('  ⋯ prints').and.include('    2.0 s: waits for Pod/counter');
  });

  it('leaves out what has no room, and never what fails', () => {
    const titles = Array.from({ length: 40 }, (_, index) => `step ${index}`);
    const { judge, seen } = shown(titles, { isTTY: true, columns: 80, rows: 24 });
    judge('step 30');
    expect(seen().length).to.be.at.most(23);
    expect(seen()).to.include('  ✗ step 30').and.include('  hint      Write to the file.');
    expect(seen().join('\n')).to.match(/… \d+ more lines/);
  });

  it('takes the list away at the end, and knows what was judged last', () => {
    const { screen, seen, judge } = shown(['is applied'], { isTTY: true, columns: 80, rows: 24 });
    expect(screen.resultOf(lesson)).to.equal(undefined);
    judge('is applied');
    screen.close();
    expect(seen()).to.deep.equal([]);
    expect(screen.resultOf(lesson)?.tests.map(({ status }) => status)).to.deep.equal(['failed']);
  });
});
