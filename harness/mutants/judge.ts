import { describeFailure, failureText } from '../verdict/lesson-failure.ts';
import { decides, type Level } from '../verdict/level.ts';
import type { Failure, LessonResult, RunError, TestResult } from '../verdict/results.ts';
import { oneLine } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, type Mutant } from './mutant.ts';
import type { MutantResult, MutantStatus } from './mutant-results.ts';
import { isNamedByDifference, namesField } from './names-field.ts';
import type { InPositions } from './same-place.ts';
import { defined } from '../values/defined.ts';

/** How the lesson of one variant ended. */
export interface VariantOutcome {
  result: LessonResult;
  /** What the harness had to say about itself. */
  errors: readonly RunError[];
}

/** What a mutant's run says about the spec. */
export function judge(mutant: Mutant, ended: VariantOutcome, inPositions: InPositions): MutantResult {
  const outcome = atLevel(mutant.level ?? 'production', ended);
  const failed = outcome.result.tests.flatMap((test) => (test.failure === undefined ? [] : [{ test, failure: test.failure }]));
  const wanted = failed.find(({ failure }) => mutant.because?.test(failureText(failure)) ?? true);
  const told = wanted ?? failed[0];
  const verdict = verdictOf(mutant, outcome, told?.failure, wanted !== undefined);
  return {
    id: mutant.fullId, lesson: mutant.lesson, category: mutant.category, source: mutant.source, object: mutant.object,
    field: fieldsOf(mutant)[0] ?? '',
    ...verdict,
    slow: verdict.status === 'killed' && told?.failure.late === true,
    by: told?.test.title ?? '',
    ...(verdict.status === 'killed' && told !== undefined && judgesWritten(told.test) ? { byWritten: true } : {}),
    message: told === undefined ? '' : oneLine(describeFailure(told.failure)),
    namesField: told !== undefined && namesField(mutant, told.failure, inPositions),
    ...defined({ namesFieldByDifference: told && isNamedByDifference(mutant, told.failure, inPositions) }),
    durationMs: outcome.result.durationMs,
    ...defined({ failedAfterMs: told && untilEndOf(ended.result.tests, told.test) }),
    standsFor: mutant.standsFor,
  };
}

/** Whether a test would not judge the same without what `--without-written` leaves out: tests of what is written, and the look at what objects refer to. */
function judgesWritten({ title, written }: TestResult): boolean {
  return written === true || title === texts.lesson.dryRun.en;
}

/** What the tests say that decide. */
function atLevel(level: Level, { result, errors }: VariantOutcome): VariantOutcome {
  return { result: { ...result, tests: result.tests.filter((test) => decides(test, level)) }, errors };
}

/** An equivalent that was not run: nobody can see it, says its reason. */
export function unrun(mutant: Mutant): MutantResult {
  const { fullId, lesson, category, source, object, standsFor, equivalent = '' } = mutant;
  return {
    id: fullId, lesson, category, source, object, field: fieldsOf(mutant)[0] ?? '', status: mutant.excused ?? 'equivalent', slow: false, by: '', message: '', namesField: false, durationMs: 0,
    standsFor, reason: equivalent,
  };
}

function verdictOf(mutant: Mutant, outcome: VariantOutcome, failure: Failure | undefined, wanted: boolean): { status: MutantStatus; reason?: string } {
  const broken = brokenBy(outcome);
  if (broken !== undefined) return { status: 'error', reason: broken };
  if (failure === undefined) return mutant.equivalent === undefined ? { status: 'survived' } : { status: mutant.excused ?? 'equivalent', reason: mutant.equivalent };
  if (!wanted) return { status: 'survived', reason: `it failed for another reason than ${String(mutant.because)}` };
  const reason = mutant.equivalent === undefined ? undefined : `it is called ${mutant.excused === undefined ? 'equivalent' : 'unseen by behaviour'}, and is not: ${mutant.equivalent}`;
  return { status: failure.refused === true ? 'rejected' : 'killed', ...defined({ reason }) };
}

/** Why a run cannot be judged; undefined when it can. */
export function brokenBy({ result, errors }: VariantOutcome): string | undefined {
  const [error] = errors;
  if (error !== undefined) return `${error.where}: ${error.message}`;
  const invalid = result.tests.find(({ status }) => status === 'invalid');
  if (invalid !== undefined) return `${invalid.title}: invalid: ${invalid.reason ?? ''}`;
  const code = result.tests.find(({ failure }) => failure?.unexpected === true);
  if (code?.failure !== undefined) return `${code.title}: ${code.failure.observed}`;
  if (result.tests.some(({ status }) => status === 'failed' || status === 'passed')) return undefined;
  return `no test has run: ${result.tests[0]?.reason ?? 'there is none'}`;
}

/** Milliseconds from the first test to the end of this one. */
export function untilEndOf(tests: readonly TestResult[], last: TestResult): number {
  return tests.slice(0, tests.indexOf(last) + 1).reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** `by`: the title of the test that failed; `object`: what the failure is about. */
export type NeutralVerdict = { status: 'passed' } | { status: 'failed'; by: string; message: string; object: string } | { status: 'error'; reason: string };

/** Whether neutral changes have been let pass by the tests that decide at a level. */
export function judgeNeutral(ended: VariantOutcome, level: Level = 'production'): NeutralVerdict {
  const outcome = atLevel(level, ended);
  const failed = outcome.result.tests.find(({ failure }) => failure !== undefined);
  const broken = brokenBy(outcome);
  if (broken !== undefined) return { status: 'error', reason: broken };
  if (failed?.failure === undefined) return { status: 'passed' };
  return { status: 'failed', by: failed.title, message: oneLine(describeFailure(failed.failure)), object: failed.failure.object };
}
