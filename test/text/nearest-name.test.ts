import { expect } from 'chai';
import { nearestName } from '../../harness/text/nearest-name.ts';

describe('nearestName', () => {
  it('finds what was misspelt', () => {
    expect(nearestName('02-loging', ['02-logging', '04-mysql'])).to.equal('02-logging');
    expect(nearestName('04-MySQL', ['02-logging', '04-mysql'])).to.equal('04-mysql');
    expect(nearestName('robto', ['robot', 'quiet'])).to.equal('robot');
    expect(nearestName('hos', ['path', 'host', 'http'])).to.equal('host');
  });

  it('does not guess wildly', () => {
    expect(nearestName('storage', ['02-logging', '04-mysql'])).to.equal(undefined);
    expect(nearestName('storage', [])).to.equal(undefined);
  });
});
