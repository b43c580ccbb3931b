import { expect } from 'chai';
import { goEnvironment, goVersion } from '../../harness/go/ensure-go.ts';

describe('goVersion', () => {
  it('reads releases, and nothing that cannot be compared', () => {
    expect(goVersion('go1.26.8')).to.equal('1.26.8');
    expect(goVersion('go1.27')).to.equal('1.27.0');
    expect(goVersion('devel go1.28-abc')).to.be.undefined;
  });
});

describe('goEnvironment', () => {
  it('leaves the user’s caches where they are', () => {
    expect(goEnvironment('/downloads', { HOME: '/' })).to.not.have.any.keys('GOCACHE', 'GOMODCACHE');
  });

  it('finds a place for them where there is no home', () => {
    expect(goEnvironment('/downloads', {})).to.include({ GOCACHE: '/downloads/go-build', GOMODCACHE: '/downloads/go-mod' });
    expect(goEnvironment('/downloads', { HOME: '/nonexistent', GOCACHE: '/mine' })).to.not.have.any.keys('GOCACHE');
  });

  it('never lets Go download another Go', () => {
    expect(goEnvironment('/downloads', {})).to.include({ GOTOOLCHAIN: 'local', CGO_ENABLED: '0' });
  });
});
