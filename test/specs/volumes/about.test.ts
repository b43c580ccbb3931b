import { expect } from 'chai';
import { itemFor, linesOf } from '../../../specs/volumes/about.ts';
import { podOf } from './pods.ts';

describe('what a pod is told about itself', () => {
  it('has labels as lines', () => {
    expect(linesOf({ colour: 'blue', note: 'say "hi"' })).to.deep.equal(['colour="blue"', 'note="say \\"hi\\""']);
    expect(linesOf(undefined)).to.deep.equal([]);
  });

  it('is written in the item that makes the file', () => {
    const pod = podOf({ containers: [{ name: 'app', volumeMounts: [{ name: 'about', mountPath: '/about' }] }], volumes: [{ name: 'about', downwardAPI: { items: [{ path: 'labels' }, { path: 'cpu' }] } }] });
    expect(itemFor(pod, '/about', 'cpu')).to.equal('downwardAPI.items[1]');
    expect(itemFor(pod, '/about', 'memory'), 'what has no item').to.equal('downwardAPI.items');
    const projected = podOf({ containers: [{ name: 'app', volumeMounts: [{ name: 'about', mountPath: '/about' }] }], volumes: [{ name: 'about', projected: { sources: [{ secret: { name: 's' } }, { downwardAPI: { items: [{ path: 'cpu' }] } }] } }] });
    expect(itemFor(projected, '/about', 'cpu')).to.equal('projected.sources[1].downwardAPI.items[0]');
    expect(itemFor(projected, '/about', 'memory')).to.equal('projected.sources[1].downwardAPI.items');
    expect(itemFor(podOf({ containers: [{ name: 'app' }] }), '/about', 'cpu')).to.equal('downwardAPI.items');
  });
});
