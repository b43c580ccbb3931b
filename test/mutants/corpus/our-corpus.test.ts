import { join } from 'node:path';
import { expect } from 'chai';
import { readCorpus } from '../../../harness/mutants/corpus/read-corpus.ts';
import { changedFolders } from '../../../harness/mutants/manifest-folders.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { lessonsBegun } from '../../../harness/scaffold/lesson-parts.ts';

describe('our corpus', () => {
  for (const lesson of lessonsBegun(checkout)) {
    const cases = readCorpus(join(checkout, 'corpus'), lesson);
    it(`${lesson}: every case can be made from the manifests`, () => {
      expect(cases).not.to.deep.equal([]);
      for (const one of cases) expect(() => changedFolders(join(checkout, 'manifests'), one), one.fullId).not.to.throw();
    });
  }
});
