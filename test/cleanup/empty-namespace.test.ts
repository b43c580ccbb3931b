import { expect } from 'chai';

import { emptyNamespace } from '../../harness/cleanup/empty-namespace.ts';
import { FakeApi } from '../client/fake-api.ts';
import { LiveCluster } from '../objects/live-cluster.ts';

describe('emptying the namespace of a killed lesson', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    cluster.put('Pod/db-1', { status: { phase: 'Running' } });
  });
  afterEach(async () => { await api.close(); });
  const deleted = (): string[] => api.seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url.pathname.replace('/api/v1/namespaces/n/', ''));

  it('deletes what runs there and its claims, and starts nothing', async () => {
    await emptyNamespace(api.client, 'n', AbortSignal.timeout(5_000));
    expect(deleted()).to.include.members(['pods', 'persistentvolumeclaims']);
    expect(api.seen.some(({ method }) => method === 'POST')).to.equal(false);
  });
});
