import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Failure } from '../../harness/verdict/results.ts';

/** The failure of what must fail as a lesson does. Other errors pass through. */
export function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (error instanceof LessonFailure) return error.failure;
    throw error;
  }
  throw new Error('it did not fail');
}
