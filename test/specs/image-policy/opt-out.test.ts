import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { optOuts } from '../../../specs/image-policy/opt-out.ts';

describe('specs/image-policy/opt-out', () => {
  const folder = (kind: string, spec: object) => new Manifests([new Manifest({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'p' }, spec } as never, undefined, '15-image-policy')]);
  const policy = (objectSelector?: object) => optOuts(folder('ValidatingAdmissionPolicy', { matchConstraints: { objectSelector } })).map(({ values, field }) => [values, field]);
  const condition = (expression: string) => optOuts(folder('ValidatingAdmissionPolicy', { matchConditions: [{ name: 'c', expression }] })).map(({ kind, values, field }) => [kind, values, field]);

  it('finds labels that take a pod out of a policy', () => {
    const field = 'spec.matchConstraints.objectSelector';
    expect(policy({ matchExpressions: [{ key: 'policy', operator: 'NotIn', values: ['off', 'no'] }] })).to.deep.equal([[{ policy: 'off' }, field]]);
    expect(policy({ matchExpressions: [{ key: 'free', operator: 'DoesNotExist' }] })).to.deep.equal([[{ free: 'true' }, field]]);
    expect(optOuts(folder('ValidatingAdmissionPolicyBinding', { matchResources: { objectSelector: { matchExpressions: [{ key: 'free', operator: 'DoesNotExist' }] } } }))).to.have.length(1);
  });

  it('finds none where every pod is looked at, or only those with labels', () => {
    expect([policy(), policy({}), policy({ matchLabels: { checked: 'true' } }), policy({ matchExpressions: [{ key: 'checked', operator: 'Exists' }] })]).to.deep.equal([[], [], [], []]);
  });

  it('finds what expressions ask labels and annotations for, with the values that they know', () => {
    const field = 'spec.matchConditions[0].expression';
    expect(condition("object.metadata.?labels['team'].orValue('') != 'platform'")).to.deep.equal(['platform', 'true', 'yes'].map((value) => ['labels', { team: value }, field]));
    expect(condition("!has(object.metadata.annotations) || !('skip.example/policy' in object.metadata.annotations)")).to.deep.equal(['true', 'yes'].map((value) => ['annotations', { 'skip.example/policy': value }, field]));
    expect(condition("object.metadata.labels.exempt != 'true'")).to.deep.equal(['true', 'yes'].map((value) => ['labels', { exempt: value }, field]));
  });

  it('finds none in expressions about something else', () => {
    expect([condition("object.kind != 'Job'"), condition('object.metadata.labels.size() == 0'), condition("namespaceObject.metadata.name != 'kube-system'")]).to.deep.equal([[], [], []]);
  });
});
