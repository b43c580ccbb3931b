import { expect } from 'chai';
import { CookieJar } from '../../harness/access/cookie-jar.ts';

describe('a cookie jar', () => {
  it('keeps the last value, and forgets what is deleted', () => {
    const jar = new CookieJar();
    expect(jar.header()).to.equal(undefined);
    jar.take(['a=1; HttpOnly', 'b=x=y']);
    jar.take(['a=2', 'c=3; Expires=Thu, 01 Jan 2099 00:00:00 GMT']);
    expect(jar.header()).to.equal('a=2; b=x=y; c=3');
    jar.take(['a=; Max-Age=0', 'c=; expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(jar.header()).to.equal('b=x=y');
    expect(jar.get('b')).to.equal('x=y');
  });

  it('does not take a cookie that is for HTTPS only', () => {
    const jar = new CookieJar();
    jar.take(['a=1; Path=/; HttpOnly; Secure', 'b=secure']);
    expect(jar.header()).to.equal('b=secure');
  });

  it('sends a cookie for its own path only', () => {
    const jar = new CookieJar();
    jar.take(['a=1; Path=/auth', 'b=2; path=/']);
    expect(jar.header('/auth/me')).to.equal('a=1; b=2');
    expect(jar.header('/authors')).to.equal('b=2');
    expect(jar.header()).to.equal('b=2');
  });
});
