import { expect } from 'chai';
import { suggest } from '../../harness/cli/suggest.ts';

describe('suggest', () => {
  it('finds what was misspelt', () => {
    expect(suggest('02-loging', ['02-logging', '04-mysql'])).to.equal('02-logging');
    expect(suggest('04-MySQL', ['02-logging', '04-mysql'])).to.equal('04-mysql');
  });

  it('does not guess wildly', () => {
    expect(suggest('storage', ['02-logging', '04-mysql'])).to.equal(undefined);
  });
});
