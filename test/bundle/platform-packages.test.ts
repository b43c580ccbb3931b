import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isInstalled, packagesHere, specOf, type Lock } from '../../harness/bundle/platform-packages.ts';
import { checkout } from '../../harness/process/checkout.ts';

const lock: Lock = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/a/node_modules/@scope/b': { version: '2.0.0', integrity: 'sha512-b' },
    'node_modules/alias': { name: 'real', version: '3.0.0', integrity: 'sha512-c' },
    'node_modules/linux-x64': { version: '1.0.0', os: ['linux'], cpu: ['x64'] },
    'node_modules/darwin': { version: '1.0.0', os: 'darwin' },
    'node_modules/not-windows': { version: '1.0.0', os: ['!win32'] },
  },
};

describe('packagesHere', () => {
  const named = (platform: string, processor: string): string[] => [...packagesHere(lock, platform, processor).keys()].map((folder) => folder.slice('node_modules/'.length)).slice(3);

  it('leaves out what npm leaves out on this machine', () => {
    expect(named('linux', 'x64')).to.deep.equal(['linux-x64', 'not-windows']);
    expect(named('linux', 'arm64')).to.deep.equal(['not-windows']);
    expect(named('darwin', 'arm64')).to.deep.equal(['darwin', 'not-windows']);
    expect(named('win32', 'x64')).to.deep.equal([]);
  });

  it('names what is installed here', () => {
    const read = (path: string): Lock => JSON.parse(readFileSync(join(checkout, path), 'utf8')) as Lock;
    expect(isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'))).to.equal(true);
  });
});

describe('specOf', () => {
  it('is a name and a version, however deep the package lies', () => {
    expect([...packagesHere(lock, 'win32', 'x64')].map((each) => specOf(...each))).to.deep.equal(['a@1.0.0', '@scope/b@2.0.0', 'real@3.0.0']);
  });
});

describe('isInstalled', () => {
  it('misses a package, another version and another content', () => {
    const only = (changes: object): Lock => ({ packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', ...changes } } });
    const wanted = only({});
    expect(isInstalled(wanted, only({}))).to.equal(true);
    expect(isInstalled(wanted, { packages: {} })).to.equal(false);
    expect(isInstalled(wanted, only({ version: '1.0.1' }))).to.equal(false);
    expect(isInstalled(wanted, only({ integrity: 'sha512-b' }))).to.equal(false);
  });
});
