import { joinTexts, type Text } from '../../harness/text/language.ts';
import type { Blame, Given } from '../../harness/lesson/given.ts';
import { ProgramEnded } from '../../harness/access/program-ended.ts';
import type { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

/**
 * Throws the same failure as one of another field, with what else is known behind what was observed. A program that ended by
 * itself is told as it is.
 */
export function toldAgain(given: Given, error: LessonFailure, blame: Blame, more?: Text): never {
  if (error instanceof ProgramEnded) throw error;
  const { failure } = error;
  const { ja } = failure;
  given.fail({
    hint: { en: failure.hint, ja: ja.hint }, ...blame,
    expected: { en: failure.expected, ja: ja.expected },
    observed: joinTexts([{ en: failure.observed, ja: ja.observed }, more ?? ''], '; '),
    elapsedMs: failure.elapsedMs,
  });
}
