import { verbatim } from '../../harness/text/language.ts';
import { expect } from 'chai';
import type { TestResult } from '../../harness/verdict/results.ts';
import { LessonResultBuilder, type LessonEnding, type LessonOutcome } from '../../harness/run/lesson-result.ts';

describe('LessonResultBuilder', () => {
  const begin = Date.parse('2026-01-02T03:04:00.000Z');
  const passed: TestResult = { title: 'applies', status: 'passed', startedAt: '2026-01-02T03:04:01.000Z', durationMs: 500 };

  /** A lesson of three tests: the first has passed, the second has run for 4 s when the lesson ends, 10 s after its begin. */
  function endedBy(ending: LessonEnding): LessonOutcome {
    let now = begin;
    const builder = new LessonResultBuilder('04-mysql', () => now);
    builder.take({ type: 'planned', tests: [verbatim('applies'), { en: 'keeps the row', ja: '行が残る' }, { en: 'heals', ja: '回復する', level: 'production' }], kind: 'shared' });
    builder.take({ type: 'started', title: 'applies' });
    builder.take({ type: 'ended', test: passed });
    now = begin + 6_000;
    builder.take({ type: 'started', title: 'keeps the row' });
    builder.take({ type: 'step', text: verbatim('waiting for Pod/db') });
    now = begin + 10_000;
    if (ending.kind === 'deadline') builder.deadline(ending.afterMs);
    return builder.finish(ending, begin);
  }

  it('keeps what a reader should know', () => {
    const builder = new LessonResultBuilder('04-mysql', () => begin);
    builder.take({ type: 'note', text: { en: 'x.txt is not read', ja: 'x.txt は読み込まれません' } });
    expect(builder.finish({ kind: 'done' }, begin).result.notes).to.deep.equal([{ text: 'x.txt is not read', ja: { text: 'x.txt は読み込まれません' } }]);
  });

  it('says when the lesson and each test began', () => {
    const { result } = endedBy({ kind: 'stopped', reason: { en: 'the run was interrupted', ja: '実行が中断されました' } });
    expect(result).to.deep.include({ name: '04-mysql', startedAt: '2026-01-02T03:04:00.000Z', durationMs: 10_000 });
    expect(result.tests).to.deep.equal([
      passed,
      { title: 'keeps the row', level: 'promise', status: 'invalid', startedAt: '2026-01-02T03:04:06.000Z', durationMs: 4_000, reason: 'the run was interrupted', ja: { title: '行が残る', reason: '実行が中断されました' } },
      { title: 'heals', level: 'production', status: 'skipped', startedAt: '2026-01-02T03:04:10.000Z', durationMs: 0, reason: 'not run: the run was interrupted', ja: { title: '回復する', reason: '未実行: 実行が中断されました' } },
    ]);
  });

  it('lets the test fail that ran when the time was over, whatever it says afterwards', () => {
    const { result, errors } = endedBy({ kind: 'deadline', afterMs: 9_000 });
    expect(result.tests[1]).to.deep.include({ status: 'failed', startedAt: '2026-01-02T03:04:06.000Z', durationMs: 4_000 });
    expect(result.tests[1]?.failure?.observed).to.equal('it was still in "keeps the row": waiting for Pod/db');
    expect(result.tests[1]?.failure?.ja.observed).to.equal('次の処理が終わっていませんでした: 「行が残る」 waiting for Pod/db');
    expect(errors).to.deep.equal([]);
  });

  it('tells of a process that ended early where its last words are', () => {
    const { result, errors } = endedBy({ kind: 'crashed', how: 'SIGKILL', output: 'evidence/04-mysql/output.log' });
    expect(result.tests[1]?.reason).to.equal("the lesson's process ended early (SIGKILL)");
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ where: '04-mysql', message: 'the lesson\'s process ended early (SIGKILL) in "keeps the row": waiting for Pod/db', hint: 'Its last words are in evidence/04-mysql/output.log.' });
  });
});
