import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from '../../harness/text/catalogue.ts';

const harness = join(import.meta.dirname, '../../harness/text');
const specs = join(import.meta.dirname, '../../specs');

/** Every file of texts, with the one that translates it. */
function pairs(): { en: string; ja: string }[] {
  const ofHarness = readdirSync(join(harness, 'en')).map((file) => ({ en: join(harness, 'en', file), ja: join(harness, 'ja', file) }));
  const ofSpecs = (readdirSync(specs, { recursive: true }) as string[]).filter((file) => file.endsWith('.en.ts')).map((file) => ({ en: join(specs, file), ja: join(specs, file.replace(/\.en\.ts$/, '.ja.ts')) }));
  return [...ofHarness, ...ofSpecs];
}

/** Paths of the texts that are the same in both languages though they hold words. */
function untranslated(en: Words, ja: Words, path = ''): string[] {
  return Object.entries(en).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const other = ja[key];
    if (typeof value === 'object') return untranslated(value, other as Words, here);
    const source = String(value);
    const translated = typeof other === 'function' || typeof other === 'string' ? String(other) : '';
    return isWords(source) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(translated) ? [here] : [];
  });
}

/** Whether a text, or the template of one, has at least two English words in a row that somebody would have to translate. */
function isWords(source: string): boolean {
  const texts = source.includes('=>') ? (source.match(/`[^`]*`|'[^']*'/g) ?? []).join(' ') : source;
  const prose = texts.replaceAll(/\$\{[^}]*\}/g, ' ').replaceAll(/`[^`]*`/g, ' ');
  return /\b[a-z]{2,} [a-z]{2,}\b/.test(prose);
}

describe('translations', () => {
  for (const { en, ja } of pairs()) {
    it(`has in Japanese what is in ${en.slice(en.lastIndexOf('/') + 1)}`, async () => {
      const [english, japanese] = (await Promise.all([import(en), import(ja)])) as [Words, Words];
      const left = Object.keys(english).flatMap((name) => untranslated(english[name] as Words, (japanese[name] ?? japanese['ja']) as Words, name));
      expect(left, 'texts that are English in both languages').to.deep.equal([]);
    });
  }

  it('has a file for each', () => {
    expect(readdirSync(join(harness, 'en'))).to.deep.equal(readdirSync(join(harness, 'ja')));
    expect(pairs()).to.not.be.empty;
  });
});
