import { expect } from 'chai';
import { bcrypt } from '../../../specs/registry/bcrypt.ts';

describe('bcrypt', () => {
  // Computed with libxcrypt's crypt(3).
  it('is what others compute of the same password and salt', () => {
    const salt = Buffer.from('71d79f8218a39259a7a29aabb2dbafc3', 'hex');
    expect(bcrypt('secret-\u00e4', salt, 4)).to.equal('$2y$04$abcdefghijklmnopqrstuuzNlXUzA6HWPFglW58EFuY0TVuIJ1q3K');
    expect(bcrypt('', salt, 5)).to.equal('$2y$05$abcdefghijklmnopqrstuu0oImNDIy4flhldV9YqunRgBAePKmw7m');
  });

  it('has a salt of its own each time', () => {
    const [one, other] = [bcrypt('secret'), bcrypt('secret')];
    expect(one).to.match(/^\$2y\$04\$[./A-Za-z0-9]{53}$/).and.not.to.equal(other);
  });
});
