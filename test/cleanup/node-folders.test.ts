import { expect } from 'chai';

import { startCleaners } from '../../harness/cleanup/node-folders.ts';
import { FakeApi } from '../client/fake-api.ts';
import { MemoryCluster } from './memory-cluster.ts';

describe('the pods that remove data from nodes', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
  });
  afterEach(async () => { await api.close(); });
  const { signal } = new AbortController();

  it('run in a namespace that no longer forbids them', async () => {
    cluster.add('ResourceQuota/none', { namespace: 'n-r1' });
    cluster.add('LimitRange/small', { namespace: 'n-r1' });
    cluster.refusals = 1;
    expect(await startCleaners(api.client, 'n-r1', { a: 'b' }, ['worker', 'worker2'], signal)).to.deep.equal(['remove-data-0', 'remove-data-1']);
    expect(cluster.patched['/api/v1/namespaces/n-r1']).to.deep.equal({ metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } });
    expect(cluster.names).to.have.members(['remove-data-0', 'remove-data-1']);
  });

  it('are not there where no node has data, and the namespace stays as it is', async () => {
    cluster.add('ResourceQuota/none', { namespace: 'n-r1' });
    expect(await startCleaners(api.client, 'n-r1', {}, [], signal)).to.deep.equal([]);
    expect(api.seen).to.deep.equal([]);
  });
});
