import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { letsReach, reaches } from '../../../specs/image-policy/rules.ts';

function policy(...resourceRules: readonly object[]): Manifest {
  return new Manifest({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'p' }, spec: { matchConstraints: { resourceRules } } } as never, undefined, '15-image-policy');
}

describe('specs/image-policy/rules', () => {
  const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
  const created = { group: '', resource: 'pods', operation: 'CREATE' } as const;

  it('reaches what a rule names: group, resource, operation', () => {
    expect(reaches(policy(pods), created)).to.equal(true);
    expect(reaches(policy(pods), { ...created, operation: 'UPDATE' })).to.equal(false);
    expect(reaches(policy(pods), { ...created, group: 'apps' })).to.equal(false);
    expect(reaches(policy(pods), { ...created, resource: 'deployments' })).to.equal(false);
    expect(reaches(policy(), created)).to.equal(false);
  });

  it('knows the stars of resources', () => {
    const ephemeral = { group: '', resource: 'pods/ephemeralcontainers', operation: 'CREATE' } as const;
    expect(['*/*', 'pods/*', '*/ephemeralcontainers'].map((resource) => reaches(policy({ ...pods, resources: [resource] }), ephemeral))).to.deep.equal([true, true, true]);
    expect(reaches(policy({ ...pods, apiVersions: ['v1beta1'] }), created), 'a version that is not served').to.equal(false);
    expect(reaches(policy({ ...pods, apiGroups: ['*'], operations: ['*'], resources: ['*'] }), created)).to.equal(true);
    expect(['pods', '*'].map((resource) => reaches(policy({ ...pods, resources: [resource] }), ephemeral))).to.deep.equal([false, false]);
    expect(['*/*', 'pods/*'].map((resource) => reaches(policy({ ...pods, resources: [resource] }), created))).to.deep.equal([true, false]);
  });

  it('is narrowed by a binding with rules of its own', () => {
    const binding = (matchResources?: object) => new Manifest({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'b' }, spec: { policyName: 'p', matchResources } } as never, undefined, '15-image-policy');
    const updated = { ...created, operation: 'UPDATE' } as const;
    expect([created, updated].map((asked) => letsReach(binding({ resourceRules: [pods] }), asked))).to.deep.equal([true, false]);
    expect(letsReach(binding(), updated)).to.equal(true);
    expect(letsReach(binding({ namespaceSelector: {} }), updated)).to.equal(true);
  });
});
