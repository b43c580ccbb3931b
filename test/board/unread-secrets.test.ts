import { expect } from 'chai';
import { unreadSecrets } from '../../harness/board/unread-secrets.ts';
import type { KubeObject } from '../../harness/client/objects.ts';

it('assumes the Secrets that workloads name, with the keys that they name, and knows nothing of what is in them', () => {
  const spec = {
    containers: [{ name: 'a', env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'db', key: 'user' } } }, { name: 'Y', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }], envFrom: [{ secretRef: { name: 'all' } }] }],
    volumes: [{ name: 'v', secret: { secretName: 'files', items: [{ key: 'k', path: 'k' }] } }, { name: 'w', projected: { sources: [{ secret: { name: 'projected' } }] } }],
  };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template: { spec } } } as KubeObject;
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } };
  expect(unreadSecrets([deployment, service]).map((secret) => [secret.metadata?.name, (secret as { data?: object }).data])).to.deep.equal([
    ['db', { user: '', password: '' }], ['all', {}], ['files', { k: '' }], ['projected', {}],
  ]);
});
