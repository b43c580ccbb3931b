import { expect } from 'chai';
import { isDebianFamily, parseOsRelease } from '../../harness/debian/os-release.ts';

const debian = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
BUG_REPORT_URL="https://bugs.debian.org/"
`;
const ubuntu = `PRETTY_NAME="Ubuntu 24.04.2 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.2 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=noble
LOGO=ubuntu-logo
`;

describe('parseOsRelease', () => {
  it('reads the files of Debian and Ubuntu', () => {
    expect(parseOsRelease(debian)).to.deep.equal({ id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian GNU/Linux 12 (bookworm)' });
    expect(parseOsRelease(ubuntu)).to.deep.equal({ id: 'ubuntu', idLike: ['debian'], versionId: '24.04', codename: 'noble', prettyName: 'Ubuntu 24.04.2 LTS' });
  });

  it('bears comments, single quotes and a file without anything', () => {
    expect(parseOsRelease("# a comment\n\nPRETTY_NAME='Arch # Linux'\nID=arch # rolling\n")).to.deep.equal({ id: 'arch', idLike: [], prettyName: 'Arch # Linux' });
    expect(parseOsRelease('')).to.deep.equal({ id: 'linux', idLike: [], prettyName: 'linux' });
  });

  it('knows the children of Debian from others', () => {
    expect(isDebianFamily(parseOsRelease('ID=linuxmint\nID_LIKE="ubuntu debian"'))).to.be.true;
    expect(isDebianFamily(parseOsRelease('ID=debian'))).to.be.true;
    expect(isDebianFamily(parseOsRelease('ID=fedora'))).to.be.false;
  });
});
