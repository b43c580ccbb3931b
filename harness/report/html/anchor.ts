import { slug } from '../../text/slug.ts';
import type { LessonResult, TestResult } from '../../verdict/results.ts';

/** Where a test stands in the page: `04-mysql-7` is the seventh test of its lesson. */
export function anchorOf(lesson: LessonResult, test: TestResult): string {
  return `${slug(lesson.name)}-${lesson.tests.indexOf(test) + 1}`;
}
