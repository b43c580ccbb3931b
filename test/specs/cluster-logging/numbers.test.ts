import { expect } from 'chai';
import { inShort, quantile, tally } from '../../../specs/cluster-logging/numbers.ts';

describe('numbered lines that were collected', () => {
  it('are all there, in whatever order', () => {
    expect(tally([3, 1, 2], 3)).to.deep.equal({ found: 3, doubled: 0, surplus: 0, missing: [], lost: 0 });
  });

  it('are missing from where to where, at both ends too', () => {
    expect(tally([2, 5], 7)).to.deep.include({ found: 2, lost: 5, missing: [{ from: 1, to: 1 }, { from: 3, to: 4 }, { from: 6, to: 7 }] });
    expect(tally([], 3).missing).to.deep.equal([{ from: 1, to: 3 }]);
  });

  it('are counted apart when they are there more than once', () => {
    expect(tally([1, 1, 1, 2, 3, 3], 3)).to.deep.equal({ found: 3, doubled: 2, surplus: 3, missing: [], lost: 0 });
  });

  it('do not count when they have another number', () => {
    expect(tally([0, 1, 2, Number.NaN, 3], 2)).to.deep.equal({ found: 2, doubled: 0, surplus: 0, missing: [], lost: 0 });
  });

  it('are shown in short', () => {
    const ranges = [{ from: 7, to: 7 }, { from: 10, to: 12 }, { from: 20, to: 30 }];
    expect(inShort(ranges)).to.deep.equal({ shown: '7, 10-12, 20-30', more: 0 });
    expect(inShort(ranges, 1)).to.deep.equal({ shown: '7', more: 2 });
  });
});

describe('a quantile', () => {
  it('is the nearest of the numbers', () => {
    expect([0, 0.5, 0.99, 1].map((q) => quantile([40, 10, 30, 20], q))).to.deep.equal([10, 20, 40, 40]);
    expect(quantile([], 0.5)).to.be.NaN;
  });
});
