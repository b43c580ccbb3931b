import { expect } from 'chai';
import { secondsLeft } from '../../../specs/logging/lifetime.ts';

describe('the time until a limit is reached', () => {
  const limit = { field: 'spec', written: '1Ki', limit: 1_024 };

  it('is what is left at the speed of today', () => {
    expect(secondsLeft({ ...limit, used: 24, perSecond: 100 })).to.equal(10);
    expect(secondsLeft({ ...limit, used: 24, perSecond: 0 })).to.equal(Infinity);
  });

  it('is over when it is reached', () => {
    expect(secondsLeft({ ...limit, used: 12_288, perSecond: 0 })).to.equal(0);
  });
});
