import { expect } from 'chai';

import { learnersNamespaces, namespaceLabels } from '../../../harness/manifests/isolation/learners-namespaces.ts';
import { manifestsOf } from './isolating.ts';

describe('the namespaces of a learner', () => {
  it('are those that the files make, work in, or give rights to the accounts of; never the cluster\'s own', () => {
    const names = learnersNamespaces(manifestsOf(`{ kind: Namespace, metadata: { name: team } }
---
{ kind: Pod, metadata: { name: a, namespace: work } }
---
{ kind: Pod, metadata: { name: b } }
---
{ kind: RoleBinding, metadata: { name: c, namespace: kube-system }, subjects: [{ kind: ServiceAccount, name: d, namespace: dev }, { kind: User, name: jane }] }
`));
    expect([...names]).to.deep.equal(['team', 'work', 'dev']);
  });

  it('give ours their labels and annotations, but neither their name nor what kubectl keeps', () => {
    expect(namespaceLabels(manifestsOf(`{ kind: Namespace, metadata: { name: a, labels: { pod-security.kubernetes.io/enforce: baseline, kubernetes.io/metadata.name: a, one: '1' }, annotations: { note: x, kubectl.kubernetes.io/last-applied-configuration: '{}' } } }
---
{ kind: Namespace, metadata: { name: b, labels: { pod-security.kubernetes.io/enforce: restricted } } }
`))).to.deep.equal({ labels: { 'pod-security.kubernetes.io/enforce': 'restricted', one: '1' }, annotations: { note: 'x' } });
    expect(namespaceLabels([])).to.deep.equal({ labels: {}, annotations: {} });
    expect(namespaceLabels(manifestsOf('{ kind: Namespace, metadata: { name: a, labels: { pod-security.kubernetes.io/enforce: privileged, pod-security.kubernetes.io/warn: restricted } } }')).labels, 'what opens it').to.deep.equal({ 'pod-security.kubernetes.io/warn': 'restricted' });
  });
});
