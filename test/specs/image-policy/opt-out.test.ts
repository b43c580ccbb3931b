import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { optOuts } from '../../../specs/image-policy/opt-out.ts';

describe('specs/image-policy/opt-out', () => {
  const folder = (kind: string, field: 'matchConstraints' | 'matchResources', objectSelector?: object) => new Manifests([
    new Manifest({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'p' }, spec: { [field]: { objectSelector } } } as never, undefined, '15-image-policy'),
  ]);
  const policy = (selector?: object) => optOuts(folder('ValidatingAdmissionPolicy', 'matchConstraints', selector)).map(({ labels, field }) => [labels, field]);

  it('finds labels that take a pod out of a policy', () => {
    const field = 'spec.matchConstraints.objectSelector';
    expect(policy({ matchExpressions: [{ key: 'policy', operator: 'NotIn', values: ['off', 'no'] }] })).to.deep.equal([[{ policy: 'off' }, field]]);
    expect(policy({ matchExpressions: [{ key: 'free', operator: 'DoesNotExist' }] })).to.deep.equal([[{ free: 'yes' }, field]]);
    expect(optOuts(folder('ValidatingAdmissionPolicyBinding', 'matchResources', { matchExpressions: [{ key: 'free', operator: 'DoesNotExist' }] }))).to.have.length(1);
  });

  it('finds none where every pod is looked at, or only those with labels', () => {
    expect([policy(), policy({}), policy({ matchLabels: { checked: 'true' } }), policy({ matchExpressions: [{ key: 'checked', operator: 'Exists' }] })]).to.deep.equal([[], [], [], []]);
  });
});
