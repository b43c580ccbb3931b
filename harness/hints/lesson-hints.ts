import { existsSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { inReadersLanguage } from './language.ts';
import type { Bilingual } from './language.ts';

/** The hints that lie beside a lesson's spec, and those that lessons share: `key: { en: "…", ja: "…" }`. */
export class LessonHints {
  readonly #files: readonly string[];
  #hints: Record<string, Bilingual> | undefined;

  /** @param files what the first has comes before what the others have; read when the first hint is asked for */
  constructor(...files: readonly string[]) {
    this.#files = files;
  }

  /** The hint in the reader's language. Throws a plain Error for a key that is not there: that is a bug of the spec. */
  hint(key: string): string {
    this.#hints ??= Object.assign({}, ...this.#files.map(read).reverse()) as Record<string, Bilingual>;
    const hint = this.#hints[key];
    if (hint === undefined) throw new Error(`${this.#files.join(' and ')} have no hint "${key}"`);
    return inReadersLanguage(hint);
  }
}

function read(file: string): Record<string, Bilingual> {
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Record<string, Bilingual>) : {};
}
