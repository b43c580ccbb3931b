import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Words } from '../../harness/text/catalogue.ts';

const specs = join(import.meta.dirname, '../../specs');

/** The hints among texts by their paths, made with values that stand for any: what is called `hint`, or is in a group `hints`. */
function hintsIn(texts: Words, path = '', within = false): [path: string, hint: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const here = `${path}.${key}`;
    const isHint = within || key === 'hint';
    if (typeof value === 'object') return hintsIn(value, here, isHint || key === 'hints');
    if (!isHint) return [];
    return [[here, typeof value === 'string' ? value : (value as (...values: string[]) => string)('`x`', '`y`', '`z`')]];
  });
}

describe('hints', () => {
  for (const file of globSync('**/*.{en,ja}.ts', { cwd: specs })) {
    it(`of ${file} are whole sentences`, async () => {
      const language = file.endsWith('.en.ts') ? 'en' : 'ja';
      const texts = (await import(join(specs, file)) as Record<string, Words>)[language] ?? {};
      const wrong = hintsIn(texts).filter(([, hint]) => !(language === 'en' ? /^[A-Z`][^\n]*[^. ]\.$/ : /^[^\n]*[ぁ-ん][^\n]*。$/).test(hint));
      expect(wrong).to.deep.equal([]);
    });
  }

  it('are found in groups, and made with values', () => {
    expect(hintsIn({ a: { hints: { b: (x: string) => `Set ${x}.`, c: { d: 'Do.' } } }, hint: 'Go.', e: 'no hint' })).to.deep.equal([['.a.hints.b', 'Set `x`.'], ['.a.hints.c.d', 'Do.'], ['.hint', 'Go.']]);
  });
});
