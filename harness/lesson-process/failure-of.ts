import { seconds } from '../text/duration.ts';
import { describeError } from '../text/error-text.ts';
import { verbatim, type Text } from '../text/language.ts';
import { oneLine, shorten } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import { flattened, LessonFailure } from '../verdict/lesson-failure.ts';
import type { Failure } from '../verdict/results.ts';

/** What the reporter knows about a test that failed, apart from the error. */
export interface FailedTest {
  lesson: string;
  durationMs: number;
  /** What the lesson said last that it was doing. */
  lastStep?: Text;
}

const t = texts.lessonProcess;

/**
 * Turns whatever a test threw into what a learner can read. A {@link LessonFailure} already says it all (its own object is
 * returned, so that evidence saved later is seen); of other errors as much is told as they know.
 */
export function failureOf(error: unknown, test: FailedTest): Failure {
  if (error instanceof LessonFailure) return error.failure;
  const base = { object: `Lesson/${test.lesson}`, elapsedMs: test.durationMs, evidence: [] };
  if (isMochaDeadline(error)) {
    const after = seconds(test.durationMs);
    return flattened({ ...base, expected: t.deadline, observed: test.lastStep === undefined ? t.stillRunning(after) : t.stillRunningIn(after, test.lastStep), hint: t.deadlineHint });
  }
  if (isAssertion(error)) return flattened({ ...base, ...sidesAfterMocha(error), hint: t.assertionHint });
  return flattened({ ...base, expected: t.end, observed: verbatim(describeError(error)), unexpected: true, hint: t.codeHint });
}

/** True for mocha's own deadline, whose text says nothing about what was waited for. */
function isMochaDeadline(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MOCHA_TIMEOUT';
}

/** Mocha puts a text in place of the value that an assertion looked at: it stands without the quotes of a string. */
function sidesAfterMocha(error: Error): { expected: Text; observed: Text } {
  const sides = sidesOf(error);
  return 'actual' in error && typeof error.actual === 'string' ? { ...sides, observed: verbatim(shorten(oneLine(error.actual))) } : sides;
}
