import { expect } from 'chai';
import { identityOf, inOneNamespace, writtenTwice } from '../../harness/manifests/duplicates.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';

const manifest = (kind: string, namespace: string | undefined, more: object = {}): Manifest =>
  new Manifest({ apiVersion: 'v1', kind, metadata: { name: 'x', ...(namespace === undefined ? {} : { namespace }) }, ...more }, undefined, '16-resources');

describe('objects of one kind and name', () => {
  it('are one where their namespace is one, which is `default` where none is written', () => {
    expect(identityOf(manifest('Secret', undefined))).to.equal(identityOf(manifest('Secret', 'default')));
    expect(identityOf(manifest('Secret', 'limited'))).not.to.equal(identityOf(manifest('Secret', 'shared')));
    expect(identityOf(manifest('PriorityClass', 'limited')), 'of the whole cluster').to.equal(identityOf(manifest('PriorityClass', undefined)));
  });

  it('are told with the place of the first', () => {
    const { failure } = writtenTwice(manifest('Secret', 'a'), manifest('Secret', 'a', { type: 'x' }));
    expect(failure).to.include({ object: 'Secret/x', field: 'metadata.name', expected: 'each object once', observed: 'Secret/x is also in :0', refused: true });
  });

  it('may not differ where a lesson puts several namespaces into one', () => {
    const [here, there, other] = [manifest('ServiceAccount', 'a'), manifest('ServiceAccount', 'b'), manifest('ServiceAccount', 'c', { secrets: [] })];
    expect(inOneNamespace([here, there])).to.deep.equal([]);
    expect(inOneNamespace([here, there, other]).map(({ failure: { object, hint } }) => `${object}: ${hint}`))
      .to.deep.equal(['ServiceAccount/x: Give one of the two another name: they are to be in two namespaces, and this lesson has one for both (:0).']);
  });
});
