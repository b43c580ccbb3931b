import { expect } from 'chai';

import { emptyNamespace } from '../../harness/cleanup/empty-namespace.ts';
import { managedBy } from '../../harness/manifests/own-labels.ts';
import { FakeApi } from '../client/fake-api.ts';
import { LiveCluster } from '../objects/live-cluster.ts';

describe('emptying the namespace of a killed lesson', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    cluster.put('Pod/db-1', { status: { phase: 'Running' } });
    cluster.put('Event/placed', { involvedObject: { name: 'db-1' }, message: 'Successfully assigned n/db-1 to worker' });
  });
  afterEach(async () => { await api.close(); });
  const deleted = (): string[] => api.seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url.pathname.replace('/api/v1/namespaces/n/', ''));

  it('deletes what runs there and its claims, and starts nothing where no volume has data on a node', async () => {
    cluster.put('PersistentVolume/disk-n', { spec: { hostPath: { path: '/var/lib/cndjp2-e2e/other/data' } } }, { labels: managedBy });
    await emptyNamespace(api.client, 'n', AbortSignal.timeout(5_000));
    expect(deleted()).to.include.members(['pods', 'persistentvolumeclaims']);
    expect(api.seen.some(({ method }) => method === 'POST')).to.equal(false);
  });

  it('removes the data of its volumes from the nodes on which its pods were', async () => {
    cluster.put('PersistentVolume/disk-n', { spec: { hostPath: { path: '/var/lib/cndjp2-e2e/n/data' } } }, { labels: managedBy });
    let cleaner: unknown;
    cluster.onWrite = (method, path) => {
      if (method !== 'POST' || !path.endsWith('/pods')) return;
      cleaner = JSON.parse(api.seen.at(-1)?.body ?? '{}');
      cluster.put('Pod/remove-data-0', { status: { phase: 'Succeeded' } });
    };
    await emptyNamespace(api.client, 'n', AbortSignal.timeout(5_000));
    expect(cleaner).to.have.nested.property('spec.nodeName', 'worker');
    expect(JSON.stringify(cleaner)).to.include('rm -rf /data/n;');
    expect(deleted().at(-1)).to.equal('pods/remove-data-0');
  });
});
