import { expect } from 'chai';
import { imagesOn } from '../../harness/wait/node-images.ts';

describe('the images of a node', () => {
  it('are known by all their names, full ones, and one without a name is none', () => {
    const node = { metadata: { name: 'worker' }, status: { images: [{ names: ['busybox:1.37', 'docker.io/library/busybox@sha256:0'] }, { names: null }, {}] } };
    expect([...imagesOn([node], 'worker')]).to.deep.equal(['docker.io/library/busybox:1.37', 'docker.io/library/busybox@sha256:0']);
    expect([...imagesOn([node], 'other')]).to.deep.equal([]);
  });
});
