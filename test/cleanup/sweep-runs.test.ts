import { expect } from 'chai';

import { findLeftovers } from '../../harness/cleanup/leftovers.ts';
import { sweepRuns } from '../../harness/cleanup/sweep-runs.ts';
import { FakeApi } from '../client/fake-api.ts';
import { MemoryCluster } from './memory-cluster.ts';

describe('the sweep of a run on a cluster that is not ours', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    cluster.outOfSight.add('nodes');
    api = await FakeApi.serve({ '*': cluster.answer });
  });
  afterEach(async () => { await api.close(); });
  const sweep = async (): Promise<object[]> => await sweepRuns(
    { provider: 'context', name: 'prod', client: api.client }, await findLeftovers(api.client, 'r1'), { isOver: () => true, withinMs: 2_000, signal: AbortSignal.timeout(5_000) },
  );

  it('looks for data on nodes where a volume of the run is left, though its namespace is gone', async () => {
    cluster.add('PersistentVolume/disk-04-mysql-r1');
    expect(await sweep()).to.deep.equal([{ kind: 'Folder', name: '*:/var/lib/cndjp2-e2e/*-r1' }]);
    expect(cluster.names).to.deep.equal([]);
  });

  it('leaves nodes alone where no volume says that they have data', async () => {
    cluster.add('Namespace/02-logging-r1');
    expect(await sweep()).to.deep.equal([]);
    expect(api.seen.some(({ url }) => url.pathname === '/api/v1/nodes')).to.equal(false);
  });
});
