import { expect } from 'chai';
import { hasHalfLetters } from '../../../harness/manifests/reading/half-letters.ts';

describe('half letters', () => {
  it('are found in texts and keys, however deep', () => {
    for (const value of ['\ud800', { '\udc00': 1 }, [{ a: ['x', 'y\ud83d'] }]]) expect(hasHalfLetters(value), JSON.stringify(value)).to.equal(true);
    for (const value of ['😀', { 'データ': '😀' }, [1, null, true], undefined]) expect(hasHalfLetters(value), JSON.stringify(value)).to.equal(false);
  });
});
