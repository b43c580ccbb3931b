import { joinTexts, mapText, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** What a request's failure is counted under (see `errorLabel`), in words; a status as it is. */
export function describeError(label: string): Text {
  const words: Readonly<Record<string, Text>> = texts.traffic.errors;
  return words[label] ?? verbatim(label);
}

/** How often each kind of failure came: `37 × 502, 3 × reset`. */
export function describeErrors(counts: Readonly<Record<string, number>>): Text {
  return joinTexts(Object.entries(counts).map(([label, count]) => mapText(describeError(label), (words) => `${count} × ${words}`)));
}
