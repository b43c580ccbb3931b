import { expect } from 'chai';
import { readPullError, type StoredImage } from '../../harness/images/image-store.ts';
import { withNodeImage } from '../../harness/images/image-list.ts';
import { judgeImage, splitReference, versionInside } from '../../harness/images/provenance.ts';

const image = (labels: Record<string, string>, env: string[] = []): StoredImage => ({ id: 'sha256:1', size: 1, labels, env });

describe('judgeImage', () => {
  it('takes an image without our label for somebody else’s', () => {
    expect(judgeImage(image({}), 'k1')).to.equal('present');
  });
  it('keeps what we built while its key is the same', () => {
    expect(judgeImage(image({ 'cndjp2-e2e.key': 'k1', 'cndjp2-e2e.version': '1' }), 'k1')).to.equal('built');
    expect(judgeImage(image({ 'cndjp2-e2e.key': 'k0', 'cndjp2-e2e.version': '1' }), 'k1')).to.equal('stale');
  });
  it('does not take an image whose build was cut off before its last label', () => {
    expect(judgeImage(image({ 'cndjp2-e2e.key': 'k1' }), 'k1')).to.equal('stale');
  });
});

describe('versionInside', () => {
  it('believes our label, then the OCI label, then the environment, then the tag', () => {
    expect(versionInside('mysql:9.7', image({ 'cndjp2-e2e.version': '9.7.4', 'org.opencontainers.image.version': 'x' }))).to.equal('9.7.4');
    expect(versionInside('traefik:v3.7', image({ 'org.opencontainers.image.version': 'v3.7.13' }))).to.equal('v3.7.13');
    expect(versionInside('mysql:9.7', image({}, ['PATH=/bin', 'MYSQL_VERSION=9.7.2-1.el9']))).to.equal('9.7.2-1.el9');
    expect(versionInside('kindest/node:v1.37.0@sha256:ab', image({}))).to.equal('v1.37.0');
  });
});

describe('splitReference', () => {
  it('does not take a registry’s port for a tag', () => {
    expect(splitReference('localhost:5000/app')).to.deep.equal({ repository: 'localhost:5000/app', tag: 'latest' });
    expect(splitReference('localhost:5000/app:2')).to.deep.equal({ repository: 'localhost:5000/app', tag: '2' });
  });
});

describe('readPullError', () => {
  const silent = [
    'Error response from daemon: Get "https://example.org/v2/": dial tcp: lookup example.org on 10.0.0.1:53: no such host',
    'Error response from daemon: Get "https://example.org/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'Error response from daemon: Get "https://example.org/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    'Error response from daemon: Get "https://example.org/v2/": x509: certificate signed by unknown authority',
  ];
  for (const text of silent) {
    it(`hears nobody in "${text.slice(50, 110)}"`, () => { expect(readPullError(text).outcome).to.equal('silent'); });
  }
  const refused = [
    'Error response from daemon: manifest for busybox:9.99 not found: manifest unknown: manifest unknown',
    "Error response from daemon: pull access denied for koa, repository does not exist or may require 'docker login'",
    'Error response from daemon: toomanyrequests: You have reached your pull rate limit.',
  ];
  for (const text of refused) {
    it(`hears a no in "${text.slice(28, 90)}"`, () => { expect(readPullError(text).outcome).to.equal('refused'); });
  }
});

describe('withNodeImage', () => {
  it('replaces the node image and never builds in place of the one asked for', () => {
    const list = withNodeImage([{ name: 'kindest/node:v1', use: 'node', megabytes: 9, recipe: 'node-image' }], 'kindest/node:v2');
    expect(list).to.deep.equal([{ name: 'kindest/node:v2', use: 'node', megabytes: 9 }]);
  });
});
