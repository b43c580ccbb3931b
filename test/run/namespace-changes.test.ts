import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import { namespaceChanges } from '../../harness/run/namespace-changes.ts';

const object = (kind: string, name: string, uid: string, more: object = {}): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name, uid }, ...more });

describe('changes of a namespace', () => {
  it('are what is gone, new, replaced or changed', () => {
    const before = [object('Pod', 'a', '1'), object('Pod', 'b', '2'), object('ConfigMap', 'c', '3', { data: { x: '1' } })];
    const after = [object('Pod', 'b', '9'), object('ConfigMap', 'c', '3', { data: { x: '2' } }), object('Pod', 'd', '4')];
    expect(namespaceChanges(before, after).map(({ en }) => en)).to.deep.equal(['Pod/a gone', 'Pod/b replaced', 'ConfigMap/c changed', 'Pod/d new']);
  });

  it('are not what a controller makes for another object, or notes on it', () => {
    const owned = (name: string): KubeObject => ({ ...object('Pod', name, name), metadata: { name, uid: name, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: 'a', controller: true }] } }) as unknown as KubeObject;
    const web = (revision: string): KubeObject => ({ ...object('Deployment', 'web', 'd', { spec: {} }), metadata: { name: 'web', uid: 'd', annotations: { 'deployment.kubernetes.io/revision': revision } } });
    expect(namespaceChanges([owned('a-1'), web('1')], [owned('a-2'), web('3')])).to.deep.equal([]);
  });

  it('are not what the server and the kubelet keep in objects by themselves', () => {
    const before = [object('Deployment', 'a', '1', { spec: { replicas: 1 }, status: { ready: 0 } }), object('Pod', 'b', '2', { spec: {} })];
    const after = [{ ...object('Deployment', 'a', '1', { spec: { replicas: 1 }, status: { ready: 1 } }), metadata: { name: 'a', uid: '1', resourceVersion: '9', generation: 2, managedFields: [] } }, object('Pod', 'b', '2', { spec: { nodeName: 'n' } })];
    expect(namespaceChanges(before, after)).to.deep.equal([]);
  });
});
