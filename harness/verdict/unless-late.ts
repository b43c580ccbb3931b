import { LessonFailure } from './lesson-failure.ts';

/** Resolves when a wait has reached its state, or has only run out of time. Throws what it throws before that. */
export async function unlessLate(wait: Promise<unknown>): Promise<void> {
  try {
    await wait;
  } catch (error) {
    if (!(error instanceof LessonFailure) || error.failure.late !== true) throw error;
  }
}
