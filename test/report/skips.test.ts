import { expect } from 'chai';
import { Skips } from '../../harness/report/skips.ts';

describe('Skips', () => {
  it('are told together where the reason is one, and once', () => {
    const skips = new Skips();
    expect(skips.joins('04-mysql', 'apply failed')).to.equal(false);
    skips.add('04-mysql', 'keeps the row', 'apply failed');
    expect(skips.joins('04-mysql', 'apply failed')).to.equal(true);
    expect([skips.joins('04-mysql', 'another'), skips.joins('05-ingress', 'apply failed')]).to.deep.equal([false, false]);
    skips.add('04-mysql', 'loses none', 'apply failed');
    expect(skips.taken('04-mysql')).to.deep.equal({ reason: 'apply failed', titles: ['keeps the row', 'loses none'] });
    expect(skips.taken('04-mysql')).to.equal(undefined);
  });
});
