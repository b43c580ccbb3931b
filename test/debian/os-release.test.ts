import { expect } from 'chai';
import { isDebianFamily, parseOsRelease } from '../../harness/debian/os-release.ts';

describe('parseOsRelease', () => {
  it('reads quoted and bare values', () => {
    expect(parseOsRelease('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n')).to.deep.equal({
      id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian GNU/Linux 12 (bookworm)',
    });
  });

  it('knows the children of Debian from others', () => {
    expect(isDebianFamily(parseOsRelease('ID=linuxmint\nID_LIKE="ubuntu debian"'))).to.be.true;
    expect(isDebianFamily(parseOsRelease('ID=debian'))).to.be.true;
    expect(isDebianFamily(parseOsRelease('ID=fedora'))).to.be.false;
  });
});
