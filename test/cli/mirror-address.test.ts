import { expect } from 'chai';
import { InvalidValue } from '../../harness/cli/command-line.ts';
import { mirrorAddress } from '../../harness/cli/mirror-address.ts';

describe('mirrorAddress', () => {
  it('takes an address that a node can reach, or none', () => {
    expect(mirrorAddress('http://192.168.1.5:5000/')).to.equal('http://192.168.1.5:5000');
    expect(mirrorAddress('https://mirror.example/cache"')).to.equal('https://mirror.example/cache%22');
    expect(mirrorAddress('none')).to.equal('none');
  });

  it('refuses what is no address, has a password, or is the node itself', () => {
    for (const text of ['', 'mirror:5000', 'ftp://mirror', 'http://me:secret@mirror', 'http://localhost:5000', 'http://127.0.0.1:5000', 'http://[::1]:5000']) {
      expect(() => mirrorAddress(text), text).to.throw(InvalidValue);
    }
  });
});
