import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { LessonHints } from '../../harness/hints/lesson-hints.ts';
import { manifestHints } from '../../harness/hints/manifest-hints.ts';
import { waitHints } from '../../harness/hints/wait-hints.ts';

describe('hints of the kit', () => {
  for (const [key, hint] of Object.entries({ ...manifestHints, ...waitHints })) {
    it(`say ${key} in both languages`, () => {
      const { en, ja } = (hint)('one', 'two', 'three');
      expect(en).to.match(/[.?`]$/).and.to.not.match(/[\u3040-\u9fff]/);
      expect(ja).to.match(/[\u3040-\u9fff]/);
    });
  }
});

describe('hints of a lesson', () => {
  it('are read from the file beside its spec, then from what lessons share; a key that is nowhere is a bug of the spec', () => {
    const dir = mkdtempSync(join(tmpdir(), 'hints-'));
    try {
      const file = join(dir, 'x.hints.yaml');
      writeFileSync(file, 'first: { en: "Do this.", ja: "こうしてください。" }\n');
      const shared = join(dir, 'shared.hints.yaml');
      writeFileSync(shared, 'first: { en: "Never.", ja: "いいえ。" }\nsecond: { en: "Do that.", ja: "そうしてください。" }\n');
      const hints = new LessonHints(file, shared);
      expect(hints.hint('first')).to.deep.equal({ en: 'Do this.', ja: 'こうしてください。' });
      expect(hints.hint('second').en).to.equal('Do that.');
      expect(() => hints.hint('third')).to.throw(`${file} and ${shared} have no hint "third"`);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
