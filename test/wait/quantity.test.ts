import { expect } from 'chai';
import { parseQuantity } from '../../harness/wait/quantity.ts';

describe('parseQuantity', () => {
  it('understands units, exponents and plain numbers, also such as YAML reads for numbers', () => {
    expect(['1Gi', '32M', '8192k', '250m', '5e-2', '12E6', ' 3 '].map(parseQuantity)).to.deep.equal([2 ** 30, 32e6, 8_192_000, 0.25, 0.05, 12e6, 3]);
    expect([33_554_432, 0.2, 8e6].map(parseQuantity)).to.deep.equal([33_554_432, 0.2, 8_000_000]);
  });

  it('understands nothing else', () => {
    expect(['', 'MB', '32MB', '1.5 Gi', 'lots'].map(parseQuantity).every(Number.isNaN)).to.equal(true);
  });
});
