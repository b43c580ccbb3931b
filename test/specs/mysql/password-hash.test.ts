import { expect } from 'chai';
import { verifies } from '../../../specs/mysql/password-hash.ts';

const hash = 'scrypt$16384$8$1$Y25kanAyLWtvYS1zYW1wbA==$JoPgDj3ZFxpsQU9dMT4eFs1Fdp2UBK7RM5YPpo4u5jk=';

describe('the hash of a password', () => {
  it('is of a password, or of another one', () => {
    expect(verifies(hash, 'admin')).to.equal('yes');
    expect(verifies(hash, 'Admin')).to.equal('no');
  });

  it('may have a form that the app does not read', () => {
    expect(verifies('c2NyeXB0AA4AAAAIAAAAAQ==', 'admin')).to.equal('another form');
    expect(verifies('admin', 'admin')).to.equal('another form');
    expect(verifies(hash.replace('16384', '16383'), 'admin')).to.equal('another form');
    expect(verifies(hash.replace('$8$1$', '$99$99$'), 'admin')).to.equal('another form');
  });
});
