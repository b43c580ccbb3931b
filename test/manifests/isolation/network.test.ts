import { expect } from 'chai';

import { sent } from './isolating.ts';

describe('isolation of the network', () => {
  it('lets an Ingress follow the class that the lesson brings, and keeps the cluster\'s', () => {
    expect(sent('{ kind: Ingress, metadata: { name: x }, spec: { ingressClassName: edge } }').spec).to.deep.equal({ ingressClassName: 'edge-09-rbac-r1' });
    expect(sent('{ kind: Ingress, metadata: { name: x }, spec: { ingressClassName: traefik } }').spec).to.deep.equal({ ingressClassName: 'traefik' });
  });

  it('keeps the controller of an IngressClass, which serves it whatever its name; its parameters are ours', () => {
    expect(sent('{ kind: IngressClass, metadata: { name: edge }, spec: { controller: a/b, parameters: { scope: Namespace, namespace: default, name: p } } }').spec).to.deep.equal({ controller: 'a/b', parameters: { scope: 'Namespace', namespace: '09-rbac-r1', name: 'p' } });
  });

  it('lets a NetworkPolicy name our namespace where the learner names one of the lesson\'s, and keeps all else', () => {
    const byName = (name: string): object => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    const { spec } = sent(`{ kind: NetworkPolicy, metadata: { name: x }, spec: { podSelector: {},
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: default } } }, { namespaceSelector: {} }, { podSelector: {} }, { ipBlock: { cidr: 10.0.0.0/8 } }] }],
      egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }, { namespaceSelector: { matchLabels: { team: a }, matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [team, traefik] }] } }] }, { ports: [{ port: 53 }] }] } }`);
    expect(spec).to.deep.equal({
      podSelector: {},
      ingress: [{ from: [byName('09-rbac-r1'), { namespaceSelector: {} }, { podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }] }],
      egress: [
        { to: [byName('kube-system'), { namespaceSelector: { matchLabels: { team: 'a' }, matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['09-rbac-r1', 'traefik'] }] } }] },
        { ports: [{ port: 53 }] },
      ],
    });
  });
});
