import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Failure } from '../verdict/results.ts';
import { differenceText, toldDifferences } from './differences.ts';
import { explainedText } from './explained.ts';

const t = texts.explain;

/** What a failure comes from, as far as that is known: what was proved, else what is likely. The failure is in the reader's language. */
export function causeLines(failure: Failure): Text[] {
  const { explained } = failure;
  const { likely } = toldDifferences(failure) ?? {};
  const proved = explained === undefined ? [] : [...explained.causes.flat().map((each) => joinTexts([t.cause, differenceText(each)], ': ')), explainedText(explained)];
  return [...proved, ...(likely === undefined ? [] : [joinTexts([t.likely, differenceText(likely)], ': ')])];
}
