import { expect } from 'chai';
import { decides, shownStatus } from '../../harness/verdict/level.ts';

describe('a level', () => {
  it('lets production decide about all, and the promise about itself alone', () => {
    expect([{}, { level: 'promise' }, { level: 'production' }].map((test) => decides(test as { level?: 'promise' | 'production' }, 'promise'))).to.deep.equal([true, true, false]);
    expect(decides({ level: 'production' }, 'production')).to.equal(true);
  });

  it('shows as a warning what failed and does not decide, and nothing else', () => {
    expect(shownStatus({ level: 'production', status: 'failed' }, 'promise')).to.equal('warned');
    expect(shownStatus({ level: 'production', status: 'failed' })).to.equal('failed');
    expect(shownStatus({ status: 'failed' }, 'promise')).to.equal('failed');
    expect(shownStatus({ level: 'production', status: 'passed' }, 'promise')).to.equal('passed');
  });
});
