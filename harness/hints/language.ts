export type Language = 'en' | 'ja';

/** A hint in each language of the workshop. */
export type Bilingual = Record<Language, string>;

let current: Language = 'en';

/** Chooses the language of all hints of this process: one process runs one lesson for one reader. */
export function speak(language: Language): void {
  current = language;
}

/** The hint in the language chosen by {@link speak}. */
export function inReadersLanguage(hint: Bilingual): string {
  return hint[current];
}
