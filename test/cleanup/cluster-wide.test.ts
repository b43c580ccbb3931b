import { expect } from 'chai';

import { giveUpRetained, removeClusterWide, removePolicies } from '../../harness/cleanup/cluster-wide.ts';
import { perRunKinds } from '../../harness/client/kinds.ts';
import { ownLabels } from '../../harness/manifests/own-labels.ts';
import { FakeApi } from '../client/fake-api.ts';
import { MemoryCluster } from './memory-cluster.ts';

describe('clean-up of objects of the whole cluster', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
  });
  afterEach(async () => { await api.close(); });
  const { signal } = new AbortController();

  it('removes those of every kind that were made for the namespace', async () => {
    for (const { kind } of perRunKinds) cluster.add(`${kind}/x-09-rbac-r1`);
    await removeClusterWide(api.client, '09-rbac-r1', ownLabels('r1'), signal);
    expect(cluster.names).to.deep.equal([]);
    expect(cluster.deleted).to.have.length(perRunKinds.length);
  });

  it('leaves those of other namespaces, of other runs, and of nobody', async () => {
    cluster.add('ClusterRole/x-09-rbac-r1-other');
    cluster.add('ClusterRole/x-08-restarts-r1');
    cluster.add('ClusterRole/y-09-rbac-r1', { runId: 'r2' });
    cluster.add('ClusterRole/z-09-rbac-r1', { runId: '' });
    await removeClusterWide(api.client, '09-rbac-r1', ownLabels('r1'), signal);
    expect(cluster.deleted).to.deep.equal([]);
  });

  it('goes on where some kinds are out of sight', async () => {
    cluster.outOfSight.add('clusterroles');
    cluster.add('PriorityClass/high-09-rbac-r1');
    await removeClusterWide(api.client, '09-rbac-r1', ownLabels('r1'), signal);
    expect(cluster.names).to.deep.equal([]);
  });

  it('waits for what does not go, until the signal', async () => {
    cluster.add('PersistentVolume/disk-09-rbac-r1', { finalizers: ['kubernetes.io/pv-protection'] });
    const patience = AbortSignal.timeout(100);
    const error = await removeClusterWide(api.client, '09-rbac-r1', ownLabels('r1'), patience).then(() => 'it ended', (reason: unknown) => reason);
    expect(error).to.equal(patience.reason);
  });

  it('has volumes deleted that were provisioned for the namespace and would be retained, and no others', async () => {
    const volume = (name: string, namespace: string, policy: string, annotations?: Record<string, string>): void => {
      cluster.add(`PersistentVolume/${name}`, { runId: '', object: { spec: { claimRef: { name: 'data', namespace }, persistentVolumeReclaimPolicy: policy } }, ...(annotations === undefined ? {} : { annotations }) });
    };
    const provisioned = { 'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path' };
    volume('pvc-1', '09-rbac-r1', 'Retain', provisioned);
    volume('pvc-2', '09-rbac-r1', 'Delete', provisioned);
    volume('pvc-3', '08-restarts-r1', 'Retain', provisioned);
    volume('by-hand', '09-rbac-r1', 'Retain');
    await giveUpRetained(api.client, '09-rbac-r1', signal);
    expect(cluster.patched).to.deep.equal({ '/api/v1/persistentvolumes/pvc-1': { spec: { persistentVolumeReclaimPolicy: 'Delete' } } });
  });

  it('takes away bindings of policies before the policies, and nothing else', async () => {
    for (const kind of ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ClusterRole']) cluster.add(`${kind}/x-09-rbac-r1`);
    await removePolicies(api.client, '09-rbac-r1', ownLabels('r1'), signal);
    expect(cluster.deleted.map((path) => path.split('/').at(-2))).to.deep.equal(['validatingadmissionpolicybindings', 'validatingadmissionpolicies']);
  });
});
