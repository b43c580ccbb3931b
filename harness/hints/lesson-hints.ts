import { existsSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { inReadersLanguage } from './language.ts';
import type { Bilingual } from './language.ts';

/** The hints that lie beside a lesson's spec: `key: { en: "…", ja: "…" }`. */
export class LessonHints {
  readonly #file: string;
  #hints: Record<string, Bilingual> | undefined;

  /** @param file `specs/<lesson>.hints.yaml`; read when the first hint is asked for */
  constructor(file: string) {
    this.#file = file;
  }

  /** The hint in the reader's language. Throws a plain Error for a key that is not there: that is a bug of the spec. */
  hint(key: string): string {
    this.#hints ??= existsSync(this.#file) ? (parse(readFileSync(this.#file, 'utf8')) as Record<string, Bilingual>) : {};
    const hint = this.#hints[key];
    if (hint === undefined) throw new Error(`${this.#file} has no hint "${key}"`);
    return inReadersLanguage(hint);
  }
}
