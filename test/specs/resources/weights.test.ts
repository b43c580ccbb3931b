import { expect } from 'chai';
import { ratiosFor, weightsFor } from '../../../specs/resources/weights.ts';

describe('the weight of a request', () => {
  it('is 1024 shares for a CPU with version 1 of control groups, and 2 at least', () => {
    expect([weightsFor(1, 1), weightsFor(1, 0.05), weightsFor(1, 0)]).to.deep.equal([[1024], [51], [2]]);
  });

  it('is one of two numbers with version 2: the linear one, and that of the curve, which makes 100 of a CPU', () => {
    expect([weightsFor(2, 1), weightsFor(2, 256), weightsFor(2, 0)]).to.deep.equal([[39, 100], [10_000, 10_000], [1, 1]]);
  });

  it('tells how much more one of two pods gets', () => {
    expect(ratiosFor(1, 0.05, 0.15)).to.deep.equal([3]);
    expect(ratiosFor(2, 0.5, 1.5).map((ratio) => Number(ratio.toFixed(2)))).to.deep.equal([2.95, 2.34]);
  });
});
