import { joinTexts, type Text } from '../../harness/text/language.ts';
import type { Blame, Given } from '../../harness/lesson/given.ts';
import type { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

/** Throws the same failure as one of another field, with what else is known behind what was observed. */
export function toldAgain(given: Given, { failure }: LessonFailure, blame: Blame, more?: Text): never {
  const { ja } = failure;
  given.fail({
    hint: { en: failure.hint, ja: ja.hint }, ...blame,
    expected: { en: failure.expected, ja: ja.expected },
    observed: joinTexts([{ en: failure.observed, ja: ja.observed }, more ?? ''], '; '),
    elapsedMs: failure.elapsedMs,
  });
}
