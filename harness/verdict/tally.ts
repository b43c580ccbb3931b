import { decides, type Level } from './level.ts';
import type { LessonResult, TestResult, TestStatus } from './results.ts';

export type Tally = Record<TestStatus, number>;

/** How many tests of these lessons that decide at this level ended how. */
export function tally(lessons: readonly LessonResult[], level: Level = 'production'): Tally {
  return count(lessons.flatMap(({ tests }) => tests.filter((test) => decides(test, level))));
}

/** How many of these lessons' production tests ended how, whether or not they decide. */
export function productionTally(lessons: readonly LessonResult[]): Tally {
  return count(lessons.flatMap(({ tests }) => tests.filter(({ level }) => level === 'production')));
}

/** Whether a lesson would hold in production; undefined when that is not known: no production test, or not all, could be judged, or its promise does not hold. */
export function holdsInProduction(lesson: LessonResult): boolean | undefined {
  const { passed, failed, invalid } = productionTally([lesson]);
  if (failed > 0) return false;
  return passed > 0 && invalid === 0 && lessonStatus(lesson, 'promise') === 'passed' ? true : undefined;
}

function count(tests: readonly TestResult[]): Tally {
  const counts: Tally = { passed: 0, failed: 0, skipped: 0, invalid: 0 };
  for (const { status } of tests) counts[status] += 1;
  return counts;
}

/** The worst of a lesson's tests that decide at this level: failed before invalid before skipped (only if nothing passed) before passed. */
export function lessonStatus(lesson: LessonResult, level: Level = 'production'): TestStatus {
  const counts = tally([lesson], level);
  if (counts.failed > 0) return 'failed';
  if (counts.invalid > 0) return 'invalid';
  return counts.passed === 0 ? 'skipped' : 'passed';
}
