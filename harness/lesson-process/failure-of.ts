import { seconds } from '../text/duration.ts';
import { describeError } from '../text/error-text.ts';
import { oneLine, shorten } from '../text/show.ts';
import { isAssertion, sidesOf } from '../verdict/assertion.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import type { Failure } from '../verdict/results.ts';

/** What the reporter knows about a test that failed, apart from the error. */
export interface FailedTest {
  lesson: string;
  durationMs: number;
  /** What the kit said last that it was doing. */
  lastStep?: string;
}

/** What an error of the code is told with: it is nothing that a manifest caused. */
const codeHint = 'An error in the spec or the harness rather than in a manifest: see the stack in the evidence.';

/**
 * Turns whatever a test threw into what a learner can read. A {@link LessonFailure} already says it all (its own object is
 * returned, so that evidence saved later is seen); of other errors as much is told as they know.
 */
export function failureOf(error: unknown, test: FailedTest): Failure {
  if (error instanceof LessonFailure) return error.failure;
  const base = { object: `Lesson/${test.lesson}`, elapsedMs: test.durationMs, evidence: [] };
  if (isMochaDeadline(error)) {
    const step = test.lastStep === undefined ? '' : `; the last step was: ${test.lastStep}`;
    return { ...base, expected: 'the test to end before its deadline', observed: `it was still running after ${seconds(test.durationMs)}${step}`,
      hint: 'Look at what the last step waits for.' };
  }
  if (isAssertion(error)) {
    return { ...base, ...sidesAfterMocha(error), hint: 'The assertion stands in the spec of this lesson; the stack in the evidence names its line.' };
  }
  return { ...base, expected: 'the test to run to its end', observed: describeError(error), unexpected: true, hint: codeHint };
}

/** True for mocha's own deadline, whose text says nothing about what was waited for. */
function isMochaDeadline(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MOCHA_TIMEOUT';
}

/** Mocha puts a text in place of the value that an assertion looked at: it stands without the quotes of a string. */
function sidesAfterMocha(error: Error): { expected: string; observed: string } {
  const sides = sidesOf(error);
  return 'actual' in error && typeof error.actual === 'string' ? { ...sides, observed: shorten(oneLine(error.actual)) } : sides;
}
