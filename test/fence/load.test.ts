import { expect } from 'chai';
import { bearable } from '../../harness/fence/load.ts';

describe('bearable', () => {
  it('is what the API server is asked about: 500 objects of a folder, and all where that is allowed', () => {
    const objects = Array.from({ length: 600 }, (_, n) => n);
    expect(bearable(objects, ['images'])).to.deep.equal(objects.slice(0, 500));
    expect(bearable(objects, ['load'])).to.deep.equal(objects);
  });
});
