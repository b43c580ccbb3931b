import { existsSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import type { Text } from '../text/language.ts';

/** The hints that lie beside a lesson's spec, and those that lessons share: `key: { en: "…", ja: "…" }`. */
export class LessonHints {
  readonly #files: readonly string[];
  #hints: Record<string, Text> | undefined;

  /** @param files what the first has comes before what the others have; read when the first hint is asked for */
  constructor(...files: readonly string[]) {
    this.#files = files;
  }

  /** The hint in both languages. Throws a plain Error for a key that is not there: that is a bug of the spec. */
  hint(key: string): Text {
    this.#hints ??= Object.assign({}, ...this.#files.map(read).reverse()) as Record<string, Text>;
    const hint = this.#hints[key];
    if (hint === undefined) throw new Error(`${this.#files.join(' and ')} have no hint "${key}"`);
    return hint;
  }
}

function read(file: string): Record<string, Text> {
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Record<string, Text>) : {};
}
