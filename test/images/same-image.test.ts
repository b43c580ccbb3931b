import { expect } from 'chai';
import { isSameImage } from '../../harness/images/same-image.ts';

describe('whether an image is the same as another', () => {
  it('is told by its id, and by the key of what it was built from', () => {
    expect(isSameImage({ id: 'a' }, { id: 'a' })).to.equal(true);
    expect(isSameImage({ id: 'a', key: 'k' }, { id: 'b', key: 'k' })).to.equal(true);
    expect(isSameImage({ id: 'a', key: 'k' }, { id: 'b', key: 'l' })).to.equal(false);
  });

  it('is not told by a key that it does not have', () => {
    expect(isSameImage({ id: 'a' }, { id: 'b' })).to.equal(false);
    expect(isSameImage({ id: 'a', key: 'k' }, { id: 'b' })).to.equal(false);
  });
});
