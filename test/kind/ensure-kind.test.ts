import { expect } from 'chai';
import { readKindVersion, releaseName } from '../../harness/kind/ensure-kind.ts';

describe('readKindVersion', () => {
  it('reads a release and a build of somebody’s own', () => {
    expect(readKindVersion('kind v0.33.0 go1.26.8 linux/amd64')).to.equal('v0.33.0');
    expect(readKindVersion('kind v0.34.0-alpha+1d2b go1.27 linux/amd64')).to.equal('v0.34.0-alpha+1d2b');
    expect(readKindVersion('something else')).to.be.undefined;
  });
});

describe('releaseName', () => {
  it('names the release as kind does, and none for what kind does not build', () => {
    expect(releaseName('linux', 'x64')).to.equal('kind-linux-amd64');
    expect(releaseName('darwin', 'arm64')).to.equal('kind-darwin-arm64');
    expect(releaseName('linux', 'riscv64')).to.be.undefined;
    expect(releaseName('win32', 'x64')).to.be.undefined;
  });
});
