import { expect } from 'chai';
import { parseDeb822Sources, parseOneLineSources } from '../../harness/debian/apt-sources.ts';

describe('parseOneLineSources', () => {
  it('reads binary entries with and without options', () => {
    const text = [
      '# deb http://commented.example/debian bookworm main',
      'deb http://mirror.example/debian bookworm main contrib',
      'deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/security bookworm-security main # updates',
      'deb-src http://mirror.example/debian bookworm main',
    ].join('\n');
    expect(parseOneLineSources(text)).to.deep.equal([
      { uri: 'http://mirror.example/debian', suites: ['bookworm'], components: ['main', 'contrib'] },
      { uri: 'http://mirror.example/security', suites: ['bookworm-security'], components: ['main'], signedBy: '/keys/debian.gpg' },
    ]);
  });
});

describe('parseDeb822Sources', () => {
  it('reads stanzas, comments inside them and continued lines', () => {
    const text = [
      'Types: deb',
      '# a comment in the middle',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm',
      '  bookworm-updates',
      'Components: main',
      'Signed-By: /keys/debian.gpg',
      '',
      'Types: deb-src',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm',
      'Components: main',
    ].join('\n');
    expect(parseDeb822Sources(text)).to.deep.equal([
      { uri: 'http://mirror.example/debian', suites: ['bookworm', 'bookworm-updates'], components: ['main'], signedBy: '/keys/debian.gpg' },
    ]);
  });

  it('leaves out what is switched off, and a key that is no path', () => {
    const off = 'Types: deb\nEnabled: no\nURIs: http://off.example/debian\nSuites: sid\nComponents: main';
    const inline = 'Types: deb\nURIs: http://on.example/debian\nSuites: sid\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc';
    expect(parseDeb822Sources(`${off}\n\n${inline}`)).to.deep.equal([{ uri: 'http://on.example/debian', suites: ['sid'], components: ['main'] }]);
  });
});
