import { expect } from 'chai';
import { isAddressable } from '../../../harness/manifests/reading/addressable.ts';

describe('names in addresses', () => {
  it('are one segment that means itself', () => {
    expect(['', '.', '..', 'a/b', '../x', 'a%2Fb'].filter(isAddressable)).to.deep.equal([]);
    expect(['a', '...', 'a.b', 'system:x', 'Upper_Case', 'データ'].filter((name) => !isAddressable(name))).to.deep.equal([]);
  });
});
