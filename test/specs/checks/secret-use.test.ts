import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { useOfSecret } from '../../../specs/checks/secret-use.ts';

const pod = (spec: object): Manifest => new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec } as object, undefined, '13-kubelet');

describe('where a pod uses a Secret', () => {
  it('is a volume, a source of one, a variable, or all variables at once', () => {
    expect(useOfSecret(pod({ volumes: [{ name: 'a' }, { name: 'b', secret: { secretName: 'door' } }] }), 'door')).to.equal('spec.volumes[1].secret.secretName');
    expect(useOfSecret(pod({ volumes: [{ projected: { sources: [{ secret: { name: 'door' } }] } }] }), 'door')).to.equal('spec.volumes[0].projected.sources[0].secret.name');
    expect(useOfSecret(pod({ containers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'door', key: 'a' } } }] }] }), 'door')).to.equal('spec.containers[0].env[0].valueFrom.secretKeyRef.name');
    expect(useOfSecret(pod({ initContainers: [{ envFrom: [{ secretRef: { name: 'door' } }] }] }), 'door')).to.equal('spec.initContainers[0].envFrom[0].secretRef.name');
  });

  it('is nowhere where another kind, or another Secret, has the name', () => {
    expect(useOfSecret(pod({ volumes: [{ name: 'door', configMap: { name: 'door' } }, { secret: { secretName: 'safe' } }] }), 'door')).to.equal(undefined);
  });

  it('is what the image is pulled with, of the pod or of its account', () => {
    expect(useOfSecret(pod({ imagePullSecrets: [{ name: 'other' }, { name: 'door' }] }), 'door')).to.equal('spec.imagePullSecrets[1].name');
    expect(useOfSecret(new Manifest({ kind: 'ServiceAccount', metadata: { name: 'web' }, imagePullSecrets: [{ name: 'door' }] } as object, undefined, '13-kubelet'), 'door')).to.equal('imagePullSecrets[0].name');
  });
});
