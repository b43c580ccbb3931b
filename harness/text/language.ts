/** The languages of the workshop. */
export type Language = 'en' | 'ja';

/** What a reader meets, in each language. */
export type Text = Readonly<Record<Language, string>>;

/** What is the same in every language: a value, a name, Kubernetes' own words, the output of a program. */
export function verbatim(text: string): Text {
  return { en: text, ja: text };
}

/** Whether a value is a {@link Text}. */
export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'en' in value && 'ja' in value && typeof value.en === 'string' && typeof value.ja === 'string';
}

/** A text as it is; a string as what is the same in every language. */
export function asText(value: Text | string): Text {
  return typeof value === 'string' ? verbatim(value) : value;
}

/** Texts one after the other; empty ones are left out. */
export function joinTexts(texts: readonly (Text | string)[], separator: Text | string = ', '): Text {
  const kept = texts.map(asText).filter(({ en }) => en !== '');
  const between = asText(separator);
  return { en: kept.map(({ en }) => en).join(between.en), ja: kept.map(({ ja }) => ja).join(between.ja) };
}

/** A text with the same change made in every language. */
export function mapText(text: Text, change: (text: string) => string): Text {
  return { en: change(text.en), ja: change(text.ja) };
}
