import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { handoutFiles } from '../../harness/handout/handout-files.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun } from '../../harness/scaffold/lesson-parts.ts';

/** The sections that a spec names: of single tests, and by parts. */
function sectionsIn(spec: string): { named: string[]; unread: number } {
  const single = [...spec.matchAll(/\bsection: '([\w-]+)'/g)].map(([, id = '']) => id);
  const byPart = [...spec.matchAll(/\bsections(?: =|:) \{([^}]*)\}/g)].flatMap(([, map = '']) => [...map.matchAll(/: '([\w-]+)'/g)].map(([, id = '']) => id));
  return { named: [...new Set([...single, ...byPart])], unread: [...spec.matchAll(/\bsection:/g)].length - single.length };
}

const anchorsIn = (page: string): string[] => [...page.matchAll(/^<a id="([\w-]+)"><\/a>\n\n## /gm)].map(([, id = '']) => id);

describe('the sections of handouts', () => {
  for (const lesson of lessonsBegun(checkout)) {
    const files = handoutFiles(join(checkout, 'manifests'), lesson);
    const { named, unread } = sectionsIn(readFileSync(join(checkout, 'specs', `${lesson}.spec.ts`), 'utf8'));

    it(`that tests of ${lesson} name are there in both languages`, () => {
      expect(unread, 'sections that are not written as texts').to.equal(0);
      for (const file of Object.values(files)) {
        const anchors = existsSync(file) ? anchorsIn(readFileSync(file, 'utf8')) : [];
        expect(named.filter((id) => !anchors.includes(id)), file).to.deep.equal([]);
        expect(new Set(anchors).size, 'anchors that are there once').to.equal(anchors.length);
      }
    });

    if (!existsSync(files.en)) continue;
    it(`of ${lesson} are named by its tests`, () => {
      expect(anchorsIn(readFileSync(files.en, 'utf8')).filter((id) => !named.includes(id)), 'anchors that nothing leads to').to.deep.equal([]);
    });
  }

  it('are found in a spec', () => {
    expect(sectionsIn("lesson('x', { sections: { a: 'one', b: 'two' } }); test(t, { section: 'three' }); test(t, { section: name })")).to.deep.equal({ named: ['three', 'one', 'two'], unread: 1 });
  });
});
