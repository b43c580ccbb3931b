import { verbatim, type Text } from '../text/language.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';

/** A value on one line, shortened, as messages show it. */
export function showText(value: unknown): Text {
  return value === undefined || value === null ? texts.expect.nothing : verbatim(value instanceof RegExp ? String(value) : show(value));
}
