import { expect } from 'chai';
import { ApiError } from '../../harness/client/api-error.ts';
import { readRefusal } from '../../harness/manifests/refusal.ts';

describe('the refusal of an object', () => {
  const read = (message: string) => readRefusal(new ApiError('PATCH /x', 500, { message }));
  const typed = (rest: string) => read(`failed to create typed patch object (n/x; v1, Kind=X): ${rest}`);

  it('names a key of a map as it is written, whatever dots and slashes it holds', () => {
    const field = (path: string) => typed(`${path}: expected string, got &value.valueUnstructured{Value:20}`).field;
    expect(field('.metadata.annotations.nginx.ingress.kubernetes.io/canary-weight')).to.equal("metadata.annotations['nginx.ingress.kubernetes.io/canary-weight']");
    expect(field('.spec.selector.matchLabels.app.kubernetes.io/name')).to.equal("spec.selector.matchLabels['app.kubernetes.io/name']");
    expect(field('.data.config.yaml')).to.equal("data['config.yaml']");
    expect(field('.spec.selector.matchLabels.track')).to.equal('spec.selector.matchLabels.track');
    expect(field('.metadata.labels.app')).to.equal('metadata.labels.app');
    expect(field('.spec.replicas')).to.equal('spec.replicas');
  });

  it('is about a field that the message does not name', () => {
    expect(read('unsupported role reference kind: ""')).to.include({ field: 'roleRef.kind', problem: 'missing' });
    expect(read('unsupported role reference kind: "Rolle"')).to.include({ field: 'roleRef.kind', problem: 'invalid' });
    expect(read('pods "web" is forbidden: error looking up service account n/app: serviceaccount "app" not found')).to.include({ field: 'spec.serviceAccountName' });
    const causes = [{ reason: 'FieldValueRequired', field: 'spec.volumes[0].projected.path', message: 'Required value' }];
    expect(readRefusal(new ApiError('PATCH /x', 422, { message: 'invalid', details: { causes } })).field).to.equal('spec.volumes[0].projected.sources');
  });

  it('shows the value, and not how a program holds it', () => {
    expect(typed('.data.n: expected string, got &value.valueUnstructured{Value:true}')).to.deep.equal({ field: 'data.n', problem: 'wrong type', text: 'expected string, got true' });
  });
});
