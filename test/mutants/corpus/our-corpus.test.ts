import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readCorpus } from '../../../harness/mutants/corpus/read-corpus.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { unusedFolders } from '../used-folders.ts';

describe('our corpus', () => {
  // Cases come from what people have reported: not every lesson has any.
  for (const lesson of readdirSync(join(checkout, 'corpus')).filter((name) => /^\d\d-/.test(name))) {
    const cases = readCorpus(join(checkout, 'corpus'), lesson);
    it(`${lesson}: every case can be made in a folder that the lesson uses`, () => {
      expect(cases).not.to.deep.equal([]);
      for (const one of cases) expect(unusedFolders(one), one.fullId).to.deep.equal([]);
    });
  }
});
