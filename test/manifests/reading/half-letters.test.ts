import { expect } from 'chai';
import { hasHalfLetters } from '../../../harness/manifests/reading/half-letters.ts';

describe('half letters', () => {
  it('are found in texts and keys, however deep', () => {
    for (const value of ['\ud800', { '\udc00': 1 }, [{ a: ['x', 'y\ud83d'] }]]) expect(hasHalfLetters(value), JSON.stringify(value)).to.equal(true);
    let often: unknown = 'x';
    for (let level = 0; level < 60; level++) often = [often, often, often];
    for (const value of [often, '😀', { 'データ': '😀' }, [1, null, true], undefined]) expect(hasHalfLetters(value)).to.equal(false);
  });
});
