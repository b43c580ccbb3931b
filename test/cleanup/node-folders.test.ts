import { expect } from 'chai';

import { cleanersDone, nodesOf, startCleaners } from '../../harness/cleanup/node-folders.ts';
import { FakeApi } from '../client/fake-api.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { LiveCluster } from '../objects/live-cluster.ts';
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

describe('the end of the pods that remove data from nodes', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
  });
  afterEach(async () => { await api.close(); });
  const { signal } = new AbortController();

  it('is awaited, and then they are deleted', async () => {
    cluster.put('Pod/remove-data-0', { status: { phase: 'Running' } });
    const done = cleanersDone(api.client, 'n', ['remove-data-0'], signal);
    cluster.put('Pod/remove-data-0', { status: { phase: 'Succeeded' } });
    await done;
    expect(api.seen.at(-1)).to.include({ method: 'DELETE' }).and.to.have.nested.property('url.pathname', '/api/v1/namespaces/n/pods/remove-data-0');
  });

  it('is an error of the environment where one has failed', async () => {
    cluster.put('Pod/remove-data-0', { status: { phase: 'Failed' } });
    const error: unknown = await cleanersDone(api.client, 'n', ['remove-data-0'], signal).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as EnvironmentError).texts.message).to.deep.equal({
      en: 'remove-data-0 did not remove the folder /var/lib/cndjp2-e2e/n', ja: 'remove-data-0 がフォルダー /var/lib/cndjp2-e2e/n を削除できませんでした',
    });
  });

  it('is preceded by finding the nodes on which pods of the namespace were placed, each once', async () => {
    const scheduled = (name: string, pod: string, node: string): void => { cluster.put(`Event/${name}`, { reason: 'Scheduled', involvedObject: { name: pod }, message: `Successfully assigned n/${pod} to ${node}` }); };
    scheduled('a', 'db-1', 'worker');
    scheduled('b', 'db-2', 'worker');
    scheduled('c', 'web-1', 'worker2');
    expect(await nodesOf(api.client, 'n', signal)).to.deep.equal(['worker', 'worker2']);
    expect(await nodesOf(api.client, 'n', signal, (pod) => pod.startsWith('db-'))).to.deep.equal(['worker']);
  });
});
