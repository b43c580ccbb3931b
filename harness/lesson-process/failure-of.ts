import { inspect } from 'node:util';
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
  if (error instanceof Error && error.name === 'AssertionError') {
    return { ...base, ...sidesOf(error), hint: 'The assertion stands in the spec of this lesson; the stack in the evidence names its line.' };
  }
  return { ...base, expected: 'the test to run to its end', observed: describeError(error), unexpected: true, hint: codeHint };
}

/** `name: message` of an error on one line; the text of anything else. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return oneLine(`${error.name === 'Error' ? '' : `${error.name}: `}${error.message}${cause}`);
}

/** True for mocha's own deadline, whose text says nothing about what was waited for. */
function isMochaDeadline(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MOCHA_TIMEOUT';
}

/** An assertion's message says what was expected; the value beside it is what was observed, where there is one. */
function sidesOf(error: Error): { expected: string; observed: string } {
  const expected = oneLine(error.message);
  return 'actual' in error && error.actual !== undefined ? { expected, observed: show(error.actual) } : { expected, observed: 'that it does not hold' };
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : inspect(value, { depth: 4, breakLength: Infinity, maxArrayLength: 20, maxStringLength: 500 });
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

function oneLine(text: string): string {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join(' ');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
