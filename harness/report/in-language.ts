import type { Language } from '../text/language.ts';
import type { Failure, ManifestDifference, LessonResult, Results, RunError, TestResult } from '../verdict/results.ts';

/** Results whose texts are in the reader's language: what they hold in Japanese takes the place of the English. */
export function resultsIn(results: Results, language: Language): Results {
  if (language === 'en') return results;
  return {
    ...results,
    lessons: results.lessons.map((lesson) => lessonIn(lesson, language)),
    errors: results.errors.map((error): RunError => ({ ...error, ...error.ja })),
  };
}

function lessonIn(lesson: LessonResult, language: Language): LessonResult {
  const { notes, tests } = lesson;
  return { ...lesson, tests: tests.map((test) => testIn(test, language)), ...(notes === undefined ? {} : { notes: notes.map((note) => ({ ...note, ...note.ja })) }) };
}

/** One test in the reader's language. */
export function testIn(test: TestResult, language: Language): TestResult {
  if (language === 'en') return test;
  const { failure, plots } = test;
  return {
    ...test, ...test.ja,
    ...(failure === undefined ? {} : { failure: failureIn(failure, language) }),
    ...(plots === undefined ? {} : { plots: plots.map((plot) => ({ ...plot, ...plot.ja })) }),
  };
}

/** A failure in the reader's language. */
export function failureIn(failure: Failure, language: Language): Failure {
  if (language === 'en') return failure;
  const { others, differences, explained } = failure;
  const told = (each: ManifestDifference): ManifestDifference => ({ ...each, ...each.ja });
  return {
    ...failure, ...failure.ja,
    ...(others === undefined ? {} : { others: others.map((other) => failureIn(other, language)) }),
    ...(differences === undefined ? {} : { differences: differences.map(told) }),
    ...(explained === undefined ? {} : { explained: { ...explained, causes: explained.causes.map((cause) => cause.map(told)) } }),
  };
}
