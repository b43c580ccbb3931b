import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { besidePods, requireSameNamespace } from '../../../specs/checks/own-namespace.ts';

const given = { fail: ({ on, field, expected, observed }: { on: Manifest; field: string; expected: { en: string }; observed: { en: string } }) => { throw new Error(`${on.id} ${field}: ${expected.en}, not ${observed.en}`); } } as never;
const object = (kind: string, name: string, namespace?: string): Manifest => new Manifest({ kind, metadata: { name, namespace } } as never, undefined, 'l');
const [quota, first, second] = ['quota', 'first', 'second'].map((name) => (namespace?: string) => object(name === 'quota' ? 'ResourceQuota' : 'Pod', name, namespace)) as [(namespace?: string) => Manifest, (namespace?: string) => Manifest, (namespace?: string) => Manifest];

describe('the namespace of an object', () => {
  it('is the same as that of others, or is not said', () => {
    for (const all of [[quota('a'), first('a'), second('a')], [quota(), first('a')], [quota('a'), first(), second()], [quota(), first()]]) expect(() => { requireSameNamespace(given, all); }).not.to.throw();
  });

  it('is told of the one that is elsewhere, else of the first', () => {
    expect(() => { requireSameNamespace(given, [quota('b'), first('a'), second('a')]); }).to.throw('ResourceQuota/quota metadata.namespace: a, the namespace of Pod/second, not "b"');
    expect(() => { requireSameNamespace(given, [quota('a'), first('b'), second('a')]); }).to.throw('Pod/first metadata.namespace: a, the namespace of Pod/second, not "b"');
    expect(() => { requireSameNamespace(given, [quota('b'), first('a'), second()]); }).to.throw('ResourceQuota/quota metadata.namespace: a, the namespace of Pod/first, not "b"');
  });

  it('says which objects stand beside pods', () => {
    expect([object('ConfigMap', 'c', 'a'), object('ConfigMap', 'c', 'b'), object('ConfigMap', 'c'), object('Pod', 'p', 'a'), object('Deployment', 'd', 'a')].map((each) => besidePods(each, ['a']))).to.deep.equal([true, false, false, false, false]);
  });
});
