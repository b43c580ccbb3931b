import { expect } from 'chai';

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
