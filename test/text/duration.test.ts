import { expect } from 'chai';
import { duration, roundSeconds, seconds } from '../../harness/text/duration.ts';

describe('durations for people', () => {
  it('have one decimal in seconds', () => {
    expect([0, 40, 4_000, 61_540].map(seconds)).to.deep.equal(['0.0 s', '0.0 s', '4.0 s', '61.5 s']);
  });

  it('have no needless decimals where somebody chose them', () => {
    expect([0, 30_000, 1_500, 1_234, 20, 123].map(roundSeconds)).to.deep.equal(['0 s', '30 s', '1.5 s', '1.2 s', '0.02 s', '0.12 s']);
  });

  it('are in milliseconds below a second', () => {
    expect([1.24, 83.4, 999, 4_100].map(duration)).to.deep.equal(['1.2 ms', '83 ms', '999 ms', '4.1 s']);
  });
});
