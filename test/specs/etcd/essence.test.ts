import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { essence, essencesIn } from '../../../specs/etcd/essence.ts';

describe('essence', () => {
  it('is which object it is, and what it holds', () => {
    const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', uid: 'u', resourceVersion: '7' }, data: { code: 'MQ==' } };
    expect(essence(object)).to.deep.equal({ uid: 'u', data: { code: 'MQ==' }, spec: undefined });
    expect(essence(undefined)).to.deep.equal({ uid: undefined, data: undefined, spec: undefined });
  });

  it('is found by kind and name, in the order of the manifests', async () => {
    const manifest = (kind: string, name: string) => new Manifest({ apiVersion: 'v1', kind, metadata: { name } }, undefined, '19-nodes-and-etcd');
    const stored: Record<string, object[]> = { Secret: [{ metadata: { name: 'other', uid: 'o' } }, { metadata: { name: 'hidden', uid: 's' } }], ConfigMap: [] };
    const space = { list: async <T>(_: string, kind: string) => await Promise.resolve((stored[kind] ?? []) as T[]) };
    const found = await essencesIn(space, [manifest('ConfigMap', 'plain'), manifest('Secret', 'hidden')]);
    expect(found.map(({ uid }) => uid)).to.deep.equal([undefined, 's']);
  });
});
