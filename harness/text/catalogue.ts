import { isText, type Language, type Text } from './language.ts';

/** The texts of one language: plain ones, those that are made with values, and groups of them. */
export interface Words {
  readonly [key: string]: string | ((...values: never[]) => string) | Words;
}

/** What another language must have: the same keys, made with the same values. A missing or an additional one does not compile. */
export type Translation<W> = W extends string
  ? string
  : W extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof W]: Translation<W[Key]> };

/** The same in all languages at once: where a string goes into a text, a {@link Text} may go too. */
export type Catalogue<W> = W extends string
  ? Text
  : W extends (...values: infer Values) => string
    ? (...values: { [Index in keyof Values]: OrText<Values[Index]> }) => Text
    : { readonly [Key in keyof W]: Catalogue<W[Key]> };

type OrText<Value> = Value extends string ? Value | Text : Value extends readonly (infer Item)[] ? readonly OrText<Item>[] : Value;

/** Brings the texts of both languages together: `catalogue(en, ja).late(3)` is the sentence in English and in Japanese. */
export function catalogue<W extends object>(en: W, ja: Translation<W>): Catalogue<W> {
  return merge(en, ja) as Catalogue<W>;
}

function merge(en: unknown, ja: unknown): unknown {
  if (typeof en === 'string' && typeof ja === 'string') return { en, ja } satisfies Text;
  if (isSentence(en) && isSentence(ja)) {
    return (...values: unknown[]): Text => ({ en: en(...values.map((value) => localized(value, 'en'))), ja: ja(...values.map((value) => localized(value, 'ja'))) });
  }
  const translated = ja as Record<string, unknown>;
  return Object.fromEntries(Object.entries(en as object).map(([key, value]) => [key, merge(value, translated[key])]));
}

function isSentence(value: unknown): value is (...values: unknown[]) => string {
  return typeof value === 'function';
}

/** A value in one language; texts within a list as well. */
function localized(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => localized(item, language));
  return isText(value) ? value[language] : value;
}
