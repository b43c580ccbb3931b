import { expect } from 'chai';

import { sweepNodesByPods } from '../../harness/cleanup/sweep-nodes-by-pods.ts';
import type { KubeObject, Pod } from '../../harness/client/objects.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';
import { MemoryCluster } from './memory-cluster.ts';

const conditions = (ready: 'True' | 'False'): object => ({ status: { conditions: [{ type: 'Ready', status: ready }] } });

describe('the sweep of the nodes of a cluster that is not ours', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  /** How the pod on each node ends; `Succeeded` where nothing is said. */
  let ends: Record<string, 'Failed' | undefined>;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    ends = {};
    cluster.add('Node/worker', { runId: '', object: conditions('True') });
    cluster.add('Node/worker2', { runId: '', object: conditions('True') });
    cluster.add('Node/down', { runId: '', object: conditions('False') });
    const answer: Answer = (request, response) => {
      if (request.method !== 'POST' || !request.url.pathname.endsWith('/pods')) return cluster.answer(request, response);
      const pod = JSON.parse(request.body) as Pod;
      return cluster.answer({ ...request, body: JSON.stringify({ ...pod, status: { phase: ends[pod.spec?.nodeName ?? ''] ?? 'Succeeded' } }) }, response);
    };
    api = await FakeApi.serve({ '*': answer });
  });
  afterEach(async () => { await api.close(); });
  const made = <T extends KubeObject>(plural: string): T[] => api.seen.filter(({ method, url }) => method === 'POST' && url.pathname.endsWith(`/${plural}`)).map(({ body }) => JSON.parse(body) as T);

  it('starts a pod on every node that is ready, which removes the folders of the run and of no other', async () => {
    expect(await sweepNodesByPods(api.client, 'aaa111', AbortSignal.timeout(5_000))).to.deep.equal([]);
    const pods = made<Pod>('pods');
    expect(pods.map(({ spec }) => spec?.nodeName)).to.have.members(['worker', 'worker2']);
    for (const { spec } of pods) expect(spec?.containers[0]?.command).to.deep.equal(['sh', '-c', 'until rm -rf /data/*-aaa111 /data/*-aaa111-*; do sleep 0.1; done']);
  });

  it('does that in a namespace of its own, which carries the labels of the run and is removed', async () => {
    await sweepNodesByPods(api.client, 'aaa111', AbortSignal.timeout(5_000));
    const [namespace] = made('namespaces');
    expect(namespace?.metadata?.name).to.match(/^sweep-[0-9a-f]{6}-aaa111$/);
    expect(namespace?.metadata?.labels).to.include({ 'cndjp2-e2e/run': 'aaa111', 'pod-security.kubernetes.io/enforce': 'privileged' });
    expect(cluster.deleted.at(-1)).to.equal(`/api/v1/namespaces/${namespace?.metadata?.name ?? ''}`);
  });

  it('tells on which node the folders may still be', async () => {
    ends['worker2'] = 'Failed';
    expect(await sweepNodesByPods(api.client, 'aaa111', AbortSignal.timeout(5_000))).to.deep.equal([{ kind: 'Folder', name: 'worker2:/var/lib/cndjp2-e2e/*-aaa111' }]);
  });

  it('tells so of all nodes where they are out of sight', async () => {
    cluster.outOfSight.add('nodes');
    expect(await sweepNodesByPods(api.client, 'aaa111', AbortSignal.timeout(5_000))).to.deep.equal([{ kind: 'Folder', name: '*:/var/lib/cndjp2-e2e/*-aaa111' }]);
  });

  it('tells so of all nodes where it may make no namespace', async () => {
    await api.close();
    api = await FakeApi.serve({ 'GET /api/v1/nodes': () => ({ items: [{ metadata: { name: 'worker' }, ...conditions('True') }] }), '*': (_, response) => { refuse(response, 403, {}); } });
    expect(await sweepNodesByPods(api.client, 'aaa111', AbortSignal.timeout(5_000))).to.deep.equal([{ kind: 'Folder', name: 'worker:/var/lib/cndjp2-e2e/*-aaa111' }]);
  });
});
