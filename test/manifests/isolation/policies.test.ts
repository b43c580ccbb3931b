import { expect } from 'chai';

import { sent } from './isolating.ts';

const own = { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['09-rbac-r1'] };
const policy = (constraints: string): unknown => sent(`{ kind: ValidatingAdmissionPolicy, metadata: { name: no-latest }, spec: { matchConstraints: ${constraints} } }`).spec['matchConstraints'];
const binding = (spec: string): Record<string, unknown> => sent(`{ kind: ValidatingAdmissionPolicyBinding, metadata: { name: all }, spec: ${spec} }`).spec;

describe('isolation of admission policies', () => {
  it('lets a policy judge only what lies in our namespace', () => {
    expect(policy("{ resourceRules: [{ resources: [pods] }, { resources: ['*'], scope: '*' }] }")).to.deep.equal({
      namespaceSelector: { matchExpressions: [own] },
      resourceRules: [{ resources: ['pods'], scope: 'Namespaced' }, { resources: ['*'], scope: 'Namespaced' }],
    });
  });

  it('keeps what the learner selects by, and lets the learner\'s namespace mean ours', () => {
    expect(policy('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: team, tier: web }, matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, default] }] } }')).to.deep.equal({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': '09-rbac-r1', tier: 'web' },
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', '09-rbac-r1'] }, own],
      },
    });
  });

  it('leaves rules about Namespaces to the selector, which holds for them', () => {
    expect(policy('{ resourceRules: [{ resources: [namespaces, namespaces/status] }, { resources: [namespaces, nodes] }] }')).to.deep.include({
      resourceRules: [{ resources: ['namespaces', 'namespaces/status'] }, { resources: ['namespaces', 'nodes'], scope: 'Namespaced' }],
    });
  });

  it('leaves it to the server to ask for constraints', () => {
    expect(sent('{ kind: ValidatingAdmissionPolicy, metadata: { name: no-latest }, spec: { validations: [] } }').spec).to.deep.equal({ validations: [] });
  });

  it('binds the lesson\'s own policy, for our namespace only', () => {
    expect(binding('{ policyName: no-latest, paramRef: { name: limits, namespace: default } }')).to.deep.equal({
      policyName: 'no-latest-09-rbac-r1',
      paramRef: { name: 'limits', namespace: '09-rbac-r1' },
      matchResources: { namespaceSelector: { matchExpressions: [own] } },
    });
  });

  it('binds a policy of the cluster without letting it judge objects of the whole cluster', () => {
    expect(binding('{ policyName: theirs }')).to.deep.equal({
      policyName: 'theirs',
      matchResources: {
        namespaceSelector: { matchExpressions: [own] },
        resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'], scope: 'Namespaced' }],
      },
    });
  });
});
