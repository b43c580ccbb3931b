import { expect } from 'chai';
import { ApiError } from '../../harness/client/api-error.ts';
import type { ObjectRef } from '../../harness/client/cluster-client.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import { findLeftovers, removeLeftovers, type LeftoversClient } from '../../harness/cleanup/leftovers.ts';

/** A cluster's objects in memory; those with finalizers never go. */
class FakeCluster {
  readonly asked: string[] = [];
  objects: { kind: string; object: KubeObject }[] = [];

  add(kind: string, name: string, runId: string | undefined, finalizers: string[] = []): void {
    const labels = { ...(runId === undefined ? {} : { 'app.kubernetes.io/managed-by': 'cndjp2-e2e', 'cndjp2-e2e/run': runId }) };
    this.objects.push({ kind, object: { metadata: { name, labels, ...(finalizers.length === 0 ? {} : { finalizers }) } } });
  }

  readonly client = {
    list: (_: string, kind: string, scope: { labels?: Record<string, string> }) => {
      if (kind === 'ClusterRole') return Promise.reject(new ApiError('GET clusterroles', 403, {}));
      const items = this.objects
        .filter((entry) => entry.kind === kind && Object.entries(scope.labels ?? {}).every(([key, value]) => entry.object.metadata?.labels?.[key] === value))
        .map(({ object }) => object);
      return Promise.resolve({ items });
    },
    delete: ({ kind, name }: { kind: string; name: string }) => {
      this.asked.push(`${kind}/${name}`);
      this.objects = this.objects.filter((entry) => entry.kind !== kind || entry.object.metadata?.name !== name || entry.object.metadata.finalizers !== undefined);
      return Promise.resolve(true);
    },
  } as unknown as LeftoversClient;
}

describe('sweep', () => {
  let cluster: FakeCluster;
  beforeEach(() => {
    cluster = new FakeCluster();
    cluster.add('Namespace', '02-logging-aaa111', 'aaa111');
    cluster.add('PersistentVolume', 'pv-aaa111', 'aaa111');
    cluster.add('Namespace', '04-mysql-bbb222', 'bbb222');
    cluster.add('Namespace', 'kube-system', undefined);
  });
  const { signal } = new AbortController();

  it('finds what carries the label of one run, or of any', async () => {
    expect((await findLeftovers(cluster.client, 'aaa111')).map(({ name }) => name)).to.deep.equal(['02-logging-aaa111', 'pv-aaa111']);
    expect((await findLeftovers(cluster.client)).map(({ runId }) => runId)).to.have.members(['aaa111', 'aaa111', 'bbb222']);
  });

  it('takes nothing for gone that may not be seen any more', async () => {
    const status = { message: 'namespaces is forbidden: User "jane" cannot list resource "namespaces" in API group "" at the cluster scope' };
    const blind = { ...cluster.client, list: () => Promise.reject(new ApiError('GET namespaces', 403, status)) };
    expect(String(await findLeftovers(blind, 'aaa111').catch((error: unknown) => error))).to.include('jane may not list namespaces');
  });

  it('removes one run and nothing else', async () => {
    const left = await removeLeftovers(cluster.client, await findLeftovers(cluster.client, 'aaa111'), {
      withinMs: 1_000, signal, periodMs: 1,
      emptyNamespace: (namespace) => {
        cluster.asked.push(`emptied ${namespace}`);
        return Promise.reject(new Error('which must not keep the namespace'));
      },
    });
    expect(left).to.deep.equal([]);
    expect(cluster.asked).to.have.members(['emptied 02-logging-aaa111', 'Namespace/02-logging-aaa111', 'PersistentVolume/pv-aaa111']);
    expect(cluster.objects.map(({ object }) => object.metadata?.name)).to.deep.equal(['04-mysql-bbb222', 'kube-system']);
  });

  it('empties namespaces, then nodes, and only then deletes the volumes by which the data is found', async () => {
    const left = await removeLeftovers(cluster.client, await findLeftovers(cluster.client, 'aaa111'), {
      withinMs: 1_000, signal, periodMs: 1,
      emptyNamespace: (namespace) => { cluster.asked.push(`emptied ${namespace}`); return Promise.resolve(); },
      emptyNodes: () => { cluster.asked.push('emptied nodes'); return Promise.resolve([{ kind: 'Folder', name: 'worker:/data' }]); },
    });
    expect(cluster.asked).to.deep.equal(['emptied 02-logging-aaa111', 'emptied nodes', 'Namespace/02-logging-aaa111', 'PersistentVolume/pv-aaa111']);
    expect(left, 'what stays on nodes is told').to.deep.equal([{ kind: 'Folder', name: 'worker:/data' }]);
  });

  it('deletes policies before all else: they might refuse that namespaces are emptied and deleted', async () => {
    cluster.add('ValidatingAdmissionPolicy', 'no-deletes', 'aaa111');
    cluster.add('ValidatingAdmissionPolicyBinding', 'all', 'aaa111');
    await removeLeftovers(cluster.client, await findLeftovers(cluster.client, 'aaa111'), { withinMs: 1_000, signal, periodMs: 1, emptyNamespace: (namespace) => { cluster.asked.push(`emptied ${namespace}`); return Promise.resolve(); } });
    expect(cluster.asked).to.deep.equal(['ValidatingAdmissionPolicyBinding/all', 'ValidatingAdmissionPolicy/no-deletes', 'emptied 02-logging-aaa111', 'Namespace/02-logging-aaa111', 'PersistentVolume/pv-aaa111']);
  });

  it('tells as left over what may not be deleted, and removes the rest', async () => {
    const refusing = { ...cluster.client, delete: (ref: ObjectRef) => (ref.kind === 'PersistentVolume' ? Promise.reject(new ApiError('DELETE pv', 403, {})) : cluster.client.delete(ref)) };
    const left = await removeLeftovers(refusing, await findLeftovers(cluster.client, 'aaa111'), { withinMs: 20, signal, periodMs: 1 });
    expect(left).to.deep.equal([{ kind: 'PersistentVolume', name: 'pv-aaa111' }]);
  });

  it('says what stays, and what holds it', async () => {
    cluster.add('PersistentVolume', 'stuck', 'aaa111', ['example.com/stuck']);
    const left = await removeLeftovers(cluster.client, await findLeftovers(cluster.client, 'aaa111'), { withinMs: 20, signal, periodMs: 1 });
    expect(left).to.deep.equal([{ kind: 'PersistentVolume', name: 'stuck', finalizers: ['example.com/stuck'] }]);
  });
});
