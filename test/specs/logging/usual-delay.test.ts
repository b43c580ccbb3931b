import { expect } from 'chai';
import { parseStamp } from '../../../specs/logging/usual-delay.ts';

describe('parseStamp', () => {
  it('reads the fraction and the offset of `stat -c %y`', () => {
    expect(parseStamp('2018-12-08 10:00:00.250000000 +0900')).to.equal(Date.UTC(2018, 11, 8, 1, 0, 0, 250));
    expect(parseStamp('2018-12-08 10:00:00 +0000\n')).to.equal(Date.UTC(2018, 11, 8, 10));
  });

  it('says what stat said instead', () => {
    expect(() => parseStamp('', "stat: can't stat '/var/log/1.log'")).to.throw("stat: can't stat '/var/log/1.log'");
  });
});
