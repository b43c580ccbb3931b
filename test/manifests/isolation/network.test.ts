import { expect } from 'chai';

import { place, sent } from './isolating.ts';

describe('isolation of the network', () => {
  it('lets an Ingress follow the class that the lesson brings, and keeps the cluster\'s', () => {
    expect(sent('{ kind: Ingress, metadata: { name: x }, spec: { ingressClassName: edge } }').spec).to.deep.equal({ ingressClassName: 'edge-09-rbac-r1' });
    expect(sent('{ kind: Ingress, metadata: { name: x }, spec: { ingressClassName: traefik } }').spec).to.deep.equal({ ingressClassName: 'traefik' });
  });

  it('makes the default backend of an Ingress answer for the hosts of the lesson only', () => {
    const where = { ...place, hosts: ['*.k8s', '*.example'] };
    const backend = { service: { name: 'web', port: { number: 80 } } };
    const rule = (host: string, path = '/', pathType = 'Prefix') => ({ host, http: { paths: [{ path, pathType, backend }] } });
    const rulesOf = (spec: object): unknown => sent(JSON.stringify({ kind: 'Ingress', metadata: { name: 'x' }, spec }), where).spec;
    expect(rulesOf({ defaultBackend: backend })).to.deep.equal({ rules: [rule('*.09-rbac-r1.k8s'), rule('*.09-rbac-r1.example')] });
    expect(rulesOf({ defaultBackend: backend, rules: [rule('*.k8s'), rule('*.example', '/', 'Exact')] })).to.deep.equal({
      rules: [rule('*.09-rbac-r1.k8s'), rule('*.09-rbac-r1.example', '/', 'Exact'), rule('*.09-rbac-r1.example')],
    });
    expect(rulesOf({ defaultBackend: backend, rules: [{ http: rule('', '/').http }] })).to.deep.equal({ rules: [rule('*.09-rbac-r1.k8s'), rule('*.09-rbac-r1.example')] });
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
