import { expect } from 'chai';

import { kinds } from '../../../harness/client/kinds.ts';
import { setAt, parsePath, valueAt } from '../../../harness/values/field-path.ts';
import { isolate } from '../../../harness/manifests/isolation/isolate.ts';
import { place, sent } from './isolating.ts';

describe('isolation of pods', () => {
  it('lets the pods of every kind follow the classes that the lesson brings', () => {
    for (const { kind, podSpec } of kinds) {
      if (podSpec === undefined) continue;
      const object = { kind, metadata: { name: 'x' } };
      setAt(object, parsePath(podSpec), { priorityClassName: 'high', runtimeClassName: 'sandbox' });
      expect(valueAt(isolate(object, place), parsePath(podSpec)), kind).to.deep.equal({ priorityClassName: 'high-09-rbac-r1', runtimeClassName: 'sandbox-09-rbac-r1' });
    }
  });

  it('keeps the classes that the cluster has', () => {
    expect(sent('{ kind: Pod, metadata: { name: x }, spec: { priorityClassName: system-node-critical, runtimeClassName: gvisor } }').spec).to.deep.equal({ priorityClassName: 'system-node-critical', runtimeClassName: 'gvisor' });
  });

  it('leaves out the priority of the cluster itself where nobody has allowed it', () => {
    const { spec } = sent('{ kind: Pod, metadata: { name: x }, spec: { priorityClassName: system-node-critical, hostname: a } }', { ...place, withoutSystemPriority: true });
    expect(spec).to.deep.equal({ hostname: 'a' });
    expect(sent('{ kind: Pod, metadata: { name: x }, spec: { priorityClassName: high } }', { ...place, withoutSystemPriority: true }).spec).to.deep.equal({ priorityClassName: 'high-09-rbac-r1' });
  });

  it('gives claims that are made for a pod the class of the run', () => {
    const { spec } = sent('{ kind: Pod, metadata: { name: x }, spec: { volumes: [{ name: d, emptyDir: {} }, { name: e, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: gold } } } }] } }');
    expect(spec['volumes']).to.deep.equal([{ name: 'd', emptyDir: {} }, { name: 'e', ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'gold-09-rbac-r1' } } } }]);
  });

  it('moves folders of the node that pods may have into the own folder of the run, and no other', () => {
    const pod = '{ kind: DaemonSet, metadata: { name: x }, spec: { template: { spec: { volumes: [{ name: a, hostPath: { path: /var/lib/diary, type: Directory } }, { name: b, hostPath: { path: /var/log/pods } }] } } } }';
    const volumes = (where: typeof place): unknown => valueAt(sent(pod, where), parsePath('spec.template.spec.volumes'));
    expect(volumes({ ...place, nodeFolders: ['/var/lib/diary'] })).to.deep.equal([{ name: 'a', hostPath: { path: '/var/lib/cndjp2-e2e/09-rbac-r1/var%2Flib%2Fdiary', type: 'DirectoryOrCreate' } }, { name: 'b', hostPath: { path: '/var/log/pods' } }]);
    const slash = sent(pod.replace('path: /var/lib/diary,', 'path: /var/lib/diary/,'), { ...place, nodeFolders: ['/var/lib/diary'] });
    expect(valueAt(slash, parsePath('spec.template.spec.volumes[0].hostPath.path')), 'with a slash at its end').to.equal('/var/lib/cndjp2-e2e/09-rbac-r1/var%2Flib%2Fdiary');
    expect(volumes(place)).to.deep.equal([{ name: 'a', hostPath: { path: '/var/lib/diary', type: 'Directory' } }, { name: 'b', hostPath: { path: '/var/log/pods' } }]);
  });

  it('looks for near and far pods in our namespace where the learner names it', () => {
    const { spec } = sent(`{ kind: Pod, metadata: { name: x }, spec: { affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaces: [default, kube-system] }] },
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: team } } } }] } } } }`);
    expect(spec['affinity']).to.deep.equal({
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaces: ['09-rbac-r1', 'kube-system'] }] },
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': '09-rbac-r1' } } } }] },
    });
  });
});
