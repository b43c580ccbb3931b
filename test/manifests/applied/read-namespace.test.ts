import { expect } from 'chai';
import type { KubeObject } from '../../../harness/client/objects.ts';
import { readNamespace } from '../../../harness/manifests/applied/read-namespace.ts';
import { FakeApi, refuse, type Answer } from '../../client/fake-api.ts';

describe('a look at a namespace', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const names = (objects: readonly KubeObject[]): string[] => objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`);
  const empty: Answer = ({ url }, response) => {
    if (/namespaces\/me\/\w+$|\/(?:persistentvolumes|storageclasses|ingressclasses)$/.test(url.pathname)) return { metadata: {}, items: [] };
    refuse(response, 404, { reason: 'NotFound' });
    return undefined;
  };
  const claims: Answer = () => ({ metadata: {}, items: [{ metadata: { name: 'data', namespace: 'me' }, spec: { volumeName: 'disk' } }] });
  const volume = (name: string, namespace?: string): Answer => () => ({ metadata: { name }, spec: namespace === undefined ? {} : { claimRef: { namespace, name: 'data' } } });

  it('sees what is in it, the volumes of its claims, and those that a lesson names; never those of others', async () => {
    api = await FakeApi.serve({
      'GET /api/v1/namespaces/me/pods': () => ({ metadata: {}, items: [{ metadata: { name: 'web' } }] }), 'GET /api/v1/namespaces/me/persistentvolumeclaims': claims,
      'GET /api/v1/persistentvolumes/disk': volume('disk', 'me'), 'GET /api/v1/persistentvolumes/small': volume('small'), 'GET /api/v1/persistentvolumes/big': volume('big', 'neighbour'), '*': empty,
    });
    const { objects, unseen } = await readNamespace(api.client, 'me', ['PersistentVolume/small', 'PersistentVolume/big', 'StorageClass/none']);
    expect(names(objects)).to.have.members(['Pod/web', 'PersistentVolumeClaim/data', 'PersistentVolume/disk', 'PersistentVolume/small']);
    expect(unseen).to.deep.equal([]);
    expect(api.seen.every(({ method }) => method === 'GET')).to.equal(true);
  });

  it('names the kinds that may not be seen', async () => {
    const forbidden: Answer = (_, response) => { refuse(response, 403, { reason: 'Forbidden' }); };
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/me/persistentvolumeclaims': claims, 'GET /api/v1/persistentvolumes/disk': forbidden, 'GET /apis/storage.k8s.io/v1/storageclasses': forbidden, 'GET /apis/rbac.authorization.k8s.io/v1/namespaces/me/roles': forbidden, '*': empty });
    const { objects, unseen } = await readNamespace(api.client, 'me', []);
    expect(names(objects)).to.deep.equal(['PersistentVolumeClaim/data']);
    expect(unseen).to.have.members(['Role', 'PersistentVolume', 'StorageClass']);
  });
});
