import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { blameOfCredentials } from '../../../specs/registry/blame.ts';

const object = (kind: string, name: string, fields: object): Manifest => new Manifest({ apiVersion: 'v1', kind, metadata: { name }, ...fields }, undefined, '14-x');
const secret = (fields: object = {}): Manifest => object('Secret', 'registry', { type: 'kubernetes.io/dockerconfigjson', stringData: {}, ...fields });
const pod = (spec: object, name = 'by-secret'): Manifest => object('Pod', name, { spec });
const account = (fields: object): Manifest => object('ServiceAccount', 'puller', fields);

describe('why a registry does not let a pod in', () => {
  const told = (asking: Manifest, ...others: Manifest[]): string => {
    const { on, field = '' } = blameOfCredentials({ manifests: new Manifests([asking, ...others]) } as unknown as Given, asking);
    return `${typeof on === 'string' ? on : on.id} ${field}`;
  };
  const brings = { imagePullSecrets: [{ name: 'registry' }] };

  it('is that nobody brings a Secret', () => {
    expect(told(pod({}), secret())).to.equal('Pod/by-secret spec.imagePullSecrets');
    expect(told(pod({}, 'by-account'), secret())).to.equal('Pod/by-account spec.serviceAccountName');
    expect(told(pod({ serviceAccountName: 'puller' }, 'by-account'), account({}), secret())).to.equal('ServiceAccount/puller imagePullSecrets');
  });

  it('is that the Secret is another one, or none', () => {
    expect(told(pod({ imagePullSecrets: [{ name: 'other' }] }), secret())).to.equal('Pod/by-secret spec.imagePullSecrets');
    expect(told(pod({ serviceAccountName: 'puller' }, 'by-account'), account({ imagePullSecrets: [{ name: 'other' }] }), secret())).to.equal('ServiceAccount/puller imagePullSecrets');
  });

  it('is the Secret for the registry, of several', () => {
    const auths = (host: string): object => ({ stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [host]: { username: 'learner', password: 'x' } } }) } });
    const mirror = object('Secret', 'mirror', { type: 'kubernetes.io/dockerconfigjson', ...auths('mirror.test') });
    const own = secret(auths('registry.test:5000'));
    const both = { imagePullSecrets: [{ name: 'mirror' }, { name: 'registry' }] };
    expect(told(pod(both), mirror, own)).to.equal('Secret/registry stringData');
    expect(told(pod({ imagePullSecrets: [{ name: 'mirror' }] }), mirror, own)).to.equal('Secret/mirror stringData');
    const asking = pod({ serviceAccountName: 'puller', imagePullSecrets: [{ name: 'mirror' }] }, 'by-account');
    expect(told(asking, account(brings), mirror, own), 'to which the API server adds none of its account').to.equal('Pod/by-account spec.imagePullSecrets');
  });

  it('is the type or the content of the Secret', () => {
    expect(told(pod(brings), secret({ type: 'Opaque' }))).to.equal('Secret/registry type');
    expect(told(pod(brings), secret())).to.equal('Secret/registry stringData');
    expect(told(pod({ serviceAccountName: 'puller' }, 'by-account'), account(brings), secret({ stringData: undefined, data: {} }))).to.equal('Secret/registry data');
  });
});
