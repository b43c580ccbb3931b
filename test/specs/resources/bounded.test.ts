import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { isBeside } from '../../../specs/resources/bounded.ts';

const object = (kind: string, name: string, namespace?: string): Manifest => new Manifest({ kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } }, undefined, '16-resources');

describe('what stands beside bounded pods', () => {
  it('is what bounds or serves them in their namespaces, whatever these are called', () => {
    const folder = [object('Pod', 'hungry', 'prod'), object('Pod', 'plain', 'prod-limits'), object('ResourceQuota', 'budget', 'prod-budget')];
    const beside = (each: Manifest): boolean => isBeside(each, folder);
    expect([object('LimitRange', 'more', 'prod-limits'), object('ServiceAccount', 'runner', 'prod-budget')].map(beside)).to.deep.equal([true, true]);
    expect([object('LimitRange', 'defaults', 'prod'), object('LimitRange', 'defaults'), object('ServiceAccount', 'runner', 'prod'), object('Pod', 'other', 'prod-limits')].map(beside)).to.deep.equal([false, false, false, false]);
  });

  it('is nothing of the namespace of the other pods, though a folder puts all into one', () => {
    const folder = [object('Pod', 'hungry', 'prod'), object('Pod', 'plain', 'prod')];
    expect(isBeside(object('LimitRange', 'defaults', 'prod'), folder)).to.equal(false);
  });

  it('is in the namespaces that the lesson names where the folder makes them', () => {
    const folder = [object('Pod', 'hungry'), object('Namespace', 'shared'), object('Pod', 'first')];
    expect(isBeside(object('ConfigMap', 'settings', 'shared'), folder)).to.equal(true);
  });
});
