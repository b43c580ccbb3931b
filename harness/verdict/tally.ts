import type { LessonResult, TestStatus } from './results.ts';

export type Tally = Record<TestStatus, number>;

/** How many tests of these lessons ended how. */
export function tally(lessons: readonly LessonResult[]): Tally {
  const counts: Tally = { passed: 0, failed: 0, skipped: 0, invalid: 0 };
  for (const { tests } of lessons) {
    for (const { status } of tests) counts[status] += 1;
  }
  return counts;
}

/** The worst of a lesson's tests: failed before invalid before skipped (only if nothing passed) before passed. */
export function lessonStatus(lesson: LessonResult): TestStatus {
  const counts = tally([lesson]);
  if (counts.failed > 0) return 'failed';
  if (counts.invalid > 0) return 'invalid';
  return counts.passed === 0 ? 'skipped' : 'passed';
}
