import { expect } from 'chai';
import { imageRepository } from '../../harness/fence/image-repository.ts';

describe('the repository of an image', () => {
  for (const [image, repository] of [
    ['busybox', 'busybox'], ['busybox:1.37', 'busybox'], ['docker.io/library/busybox:1.37', 'busybox'], ['index.docker.io/busybox@sha256:0', 'busybox'],
    ['docker.io/cndjp/koa:0.1', 'cndjp/koa'], ['localhost:5000/busybox', 'localhost:5000/busybox'], ['ghcr.io/x/busybox:1', 'ghcr.io/x/busybox'],
  ] as const) {
    it(`of ${image} is ${repository}`, () => { expect(imageRepository(image)).to.equal(repository); });
  }
});
