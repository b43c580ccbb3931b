import { expect } from 'chai';
import type { KubeObject } from '../../../harness/client/objects.ts';
import { appliedChange } from '../../../harness/manifests/applied/change.ts';

const object = (more: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter', uid: 'p' }, spec: { hostname: 'a' }, ...more }) as KubeObject;
const owned = (more: object = {}): KubeObject => object({ metadata: { name: 'x-1', uid: 'p1', ownerReferences: [{ controller: true, kind: 'ReplicaSet', name: 'x' }] }, ...more });

describe('a change of an object', () => {
  it('is written where a person has made, changed or removed it', () => {
    expect(appliedChange(undefined, object())).to.equal('written');
    expect(appliedChange(object(), undefined)).to.equal('written');
    expect(appliedChange(object(), object({ spec: { hostname: 'b' } }))).to.equal('written');
  });

  it('is a state where something has become of it, or of what a controller made', () => {
    expect(appliedChange(object({ status: { phase: 'Pending' } }), object({ status: { phase: 'Running' } }))).to.equal('state');
    expect(appliedChange(object(), object({ metadata: { name: 'counter', uid: 'p', deletionTimestamp: '2026-01-01T00:00:00Z' } }))).to.equal('state');
    expect(appliedChange(undefined, owned())).to.equal('state');
    expect(appliedChange(owned({ spec: { nodeName: 'a' } }), undefined)).to.equal('state');
  });

  it('is none where pods are counted, those of the suite among them', () => {
    const budget = (kind: string, pods: number): KubeObject => object({ kind, spec: { minAvailable: 1 }, status: { expectedPods: pods } });
    for (const kind of ['PodDisruptionBudget', 'ResourceQuota']) {
      expect(appliedChange(budget(kind, 2), budget(kind, 3)), kind).to.equal(undefined);
      expect(appliedChange(budget(kind, 2), undefined), kind).to.equal('written');
    }
    expect(appliedChange(budget('Job', 2), budget('Job', 3))).to.equal('state');
  });

  it('is none where only times and versions differ', () => {
    const at = (time: string, version: string): KubeObject => object({ metadata: { name: 'counter', uid: 'p', resourceVersion: version }, status: { conditions: [{ type: 'Ready', lastProbeTime: time }], observedGeneration: version } });
    expect(appliedChange(at('1', '1'), at('2', '2'))).to.equal(undefined);
  });
});
