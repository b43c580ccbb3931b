import { expect } from 'chai';
import { debianArchive, sourceLines } from '../../harness/debian/debian-archive.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

// Any file that exists stands for the keyring here.
const keyring = import.meta.filename;
const release = { uri: 'http://mirror.example/debian', suites: ['bookworm', 'bookworm-updates'], components: ['main'], signedBy: keyring };
const security = { uri: 'http://mirror.example/debian-security', suites: ['bookworm-security'], components: ['main'], signedBy: keyring };
const foreign = { uri: 'http://vendor.example/apt', suites: ['nodistro'], components: ['main'] };

describe('debianArchive', () => {
  it('takes the mirror that the machine is configured with', () => {
    expect(debianArchive([foreign, security, release])).to.deep.equal({ main: release.uri, security: security.uri, keyring });
  });

  it('says what to do on a machine whose apt knows no Debian', () => {
    const ubuntu = { uri: 'http://mirror.example/ubuntu', suites: ['noble'], components: ['main'], signedBy: keyring };
    expect(() => debianArchive([ubuntu, foreign])).to.throw(EnvironmentError, 'not configured with an archive of Debian');
  });
});

describe('sourceLines', () => {
  it('writes one line a suite, security updates from their own place', () => {
    expect(sourceLines({ main: 'http://m/debian', security: 'http://m/security', keyring: '/k.gpg' }, ['bookworm', 'bookworm-security', 'sid'])).to.equal(
      'deb [signed-by=/k.gpg] http://m/debian bookworm main\ndeb [signed-by=/k.gpg] http://m/security bookworm-security main\ndeb [signed-by=/k.gpg] http://m/debian sid main\n',
    );
  });

  it('leaves security updates out where the machine has none', () => {
    expect(sourceLines({ main: 'http://m/debian', keyring: '/k.gpg' }, ['bookworm-security'])).to.equal('\n');
  });
});
