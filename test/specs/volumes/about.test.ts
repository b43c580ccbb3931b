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
    expect(itemFor(podOf({ containers: [{ name: 'app' }] }), '/about', 'cpu')).to.equal('downwardAPI.items');
  });
});
