import { expect } from 'chai';

import type { Isolation } from '../../../harness/manifests/isolation/isolation.ts';
import { place, sent } from './isolating.ts';

describe('isolation of classes', () => {
  it('never makes one the default of the whole cluster', () => {
    const annotated = (kind: string, key: string): unknown => sent(`{ kind: ${kind}, metadata: { name: x, annotations: { ${key}: 'true', team: a } } }`).metadata.annotations;
    expect(annotated('StorageClass', 'storageclass.kubernetes.io/is-default-class')).to.deep.equal({ team: 'a' });
    expect(annotated('IngressClass', 'ingressclass.kubernetes.io/is-default-class')).to.deep.equal({ team: 'a' });
    const about = { ...place, clusterWide: ['PriorityClass'] } as const;
    expect(sent('{ kind: PriorityClass, metadata: { name: high }, value: 10, globalDefault: true }', about)).to.deep.equal({ kind: 'PriorityClass', metadata: { name: 'high-09-rbac-r1' }, value: 10 });
  });

  it('lets pods push others aside only where the lesson is about that', () => {
    const policy = (where: Isolation): unknown => sent('{ kind: PriorityClass, metadata: { name: high }, value: 10, preemptionPolicy: PreemptLowerPriority }', where)['preemptionPolicy'];
    expect(policy(place)).to.equal('Never');
    expect(policy({ ...place, clusterWide: ['PriorityClass'] })).to.equal('PreemptLowerPriority');
  });

  it('lets claims mean the class that the lesson brings, even where the cluster has one of that name', () => {
    const claim = (name: string, where = place): unknown => sent(`{ kind: PersistentVolumeClaim, metadata: { name: x }, spec: { storageClassName: ${name} } }`, where).spec['storageClassName'];
    expect(claim('gold', { ...place, storageClasses: ['gold'] })).to.equal('gold-09-rbac-r1');
    expect(claim('standard')).to.equal('standard');
  });

  it('takes the class that an annotation names for that of the spec, which it outranks', () => {
    const by = (value: string, spec: string): string => `metadata: { name: x, annotations: { volume.beta.kubernetes.io/storage-class: '${value}', team: a } }, spec: ${spec}`;
    for (const kind of ['PersistentVolumeClaim', 'PersistentVolume']) {
      for (const [value, name] of [['', 'none-09-rbac-r1'], ['fast', 'fast-09-rbac-r1'], ['standard', 'standard']] as const) {
        const object = sent(`{ kind: ${kind}, ${by(value, '{ storageClassName: standard }')} }`);
        expect([object.metadata.annotations, object.spec['storageClassName']], `${kind} ${value}`).to.deep.equal([{ team: 'a' }, name]);
      }
    }
    const cleaned = { metadata: { name: 'x', annotations: { team: 'a' } }, spec: { storageClassName: 'none-09-rbac-r1' } };
    expect(sent(`{ kind: StatefulSet, metadata: { name: x }, spec: { volumeClaimTemplates: [{ ${by('', '{}')} }] } }`).spec['volumeClaimTemplates']).to.deep.equal([cleaned]);
    expect(sent(`{ kind: Pod, metadata: { name: x }, spec: { volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { ${by('', '{}')} } } }] } }`).spec['volumes']).to.deep.equal([{ name: 'v', ephemeral: { volumeClaimTemplate: cleaned } }]);
  });

  it('counts by the names of the run in a ResourceQuota', () => {
    expect(sent(`{ kind: ResourceQuota, metadata: { name: x }, spec: {
      hard: { pods: '3', gold.storageclass.storage.k8s.io/requests.storage: 1Gi, standard.storageclass.storage.k8s.io/persistentvolumeclaims: '2' },
      scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high, system-node-critical] }, { scopeName: BestEffort, operator: Exists }] } } }`).spec).to.deep.equal({
      hard: { pods: '3', 'gold-09-rbac-r1.storageclass.storage.k8s.io/requests.storage': '1Gi', 'standard.storageclass.storage.k8s.io/persistentvolumeclaims': '2' },
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high-09-rbac-r1', 'system-node-critical'] }, { scopeName: 'BestEffort', operator: 'Exists' }] },
    });
  });
});
