import { expect } from 'chai';

import { removeNamespace } from '../../harness/cleanup/remove-namespace.ts';
import type { KubeObject, Volume } from '../../harness/client/objects.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { Scope } from '../../harness/objects/scope.ts';
import { Session } from '../../harness/objects/session.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import { MemoryCluster } from './memory-cluster.ts';

const context: RunContext = {
  runId: 'r1', lesson: '09-rbac', cluster: { provider: 'kind', name: 'c', kubeconfig: '', context: '', kubernetes: 'v1.37.2' },
  manifests: { dir: '', ours: '' }, allowed: [], images: [], reportDir: '', language: 'en', keep: false,
};

describe('removing a namespace of a lesson', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  let scope: Scope;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    scope = new Scope(new Session(context, api.client), '09-rbac-r1');
    cluster.add('Namespace/09-rbac-r1');
    cluster.add('Deployment/web', { namespace: '09-rbac-r1' });
    cluster.add('Pod/web-1', { namespace: '09-rbac-r1' });
    for (const id of ['ClusterRole/reader-09-rbac-r1', 'ValidatingAdmissionPolicyBinding/all-09-rbac-r1', 'PersistentVolume/disk-09-rbac-r1']) cluster.add(id);
    cluster.add('ClusterRole/reader-08-other-r1');
  });
  afterEach(async () => { await api.close(); });

  it('takes its objects of the whole cluster along, and leaves those of another lesson', async () => {
    let quiet = 0;
    expect(await removeNamespace(scope, AbortSignal.timeout(5_000), () => { quiet += 1; })).to.deep.equal({ leftovers: [], reasons: [] });
    expect(cluster.names).to.deep.equal(['reader-08-other-r1']);
    expect(quiet).to.equal(1);
  });

  it('takes away policies first, which might refuse all else, and makers of pods before the pods', async () => {
    await removeNamespace(scope, AbortSignal.timeout(5_000), () => undefined);
    const order = ['validatingadmissionpolicybindings', 'deployments', 'replicasets', 'pods', 'namespaces'].map((plural) => cluster.deleted.findIndex((path) => path.split('/').includes(plural) && (plural !== 'namespaces' || path === '/api/v1/namespaces/09-rbac-r1')));
    expect(order).to.deep.equal(order.toSorted((a, b) => a - b)).and.not.to.include(-1);
  });

  it('tries again while the API server still asks a policy that is gone', async () => {
    let refusals = 0;
    const asking = await FakeApi.serve({ '*': (request, response) => {
      if (request.method !== 'DELETE' || /validatingadmission/.test(request.url.pathname) || refusals >= 3) return cluster.answer(request, response);
      refusals += 1;
      refuse(response, 422, { reason: 'Invalid', message: `pods "Unknown" is forbidden: ValidatingAdmissionPolicy 'all-09-rbac-r1' with binding 'all-09-rbac-r1' denied request: never` });
      return undefined;
    } });
    try {
      expect(await removeNamespace(new Scope(new Session(context, asking.client), '09-rbac-r1'), AbortSignal.timeout(5_000), () => undefined)).to.deep.equal({ leftovers: [], reasons: [] });
      expect(refusals).to.equal(3);
    } finally {
      await asking.close();
    }
  });

  it('says what of it stays, and what holds it', async () => {
    cluster.add('StorageClass/gold-09-rbac-r1', { finalizers: ['example.com/stuck'] });
    const { leftovers, reasons } = await removeNamespace(scope, AbortSignal.timeout(300), () => undefined);
    expect(leftovers).to.deep.equal([{ kind: 'StorageClass', name: 'gold-09-rbac-r1', finalizers: ['example.com/stuck'] }]);
    expect(reasons[0]?.en).to.match(/^objects of the whole cluster: /);
  });

  it('says once that it may not', async () => {
    const refusing = await FakeApi.serve({ '*': (request, response) => {
      if (request.method === 'GET') return cluster.answer(request, response);
      refuse(response, 403, { reason: 'Forbidden', message: `${request.url.pathname} is forbidden` });
      return undefined;
    } });
    try {
      const { leftovers, reasons } = await removeNamespace(new Scope(new Session(context, refusing.client), '09-rbac-r1'), AbortSignal.timeout(300), () => undefined);
      expect(leftovers.map(({ kind, name }) => `${kind}/${name}`)).to.include.members(['Namespace/09-rbac-r1', 'Pod/web-1']);
      expect(reasons.filter(({ en }) => en.includes('forbidden'))).to.have.lengthOf(1);
    } finally {
      await refusing.close();
    }
  });

  describe('whose volumes have data on nodes', () => {
    const volume: Volume & KubeObject = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: { hostPath: { path: '/data' } } };
    beforeEach(() => { scope.noteApplied(new Manifest(volume, undefined, '09-rbac')); });

    it('removes the volumes with their data', async () => {
      expect(await removeNamespace(scope, AbortSignal.timeout(5_000), () => undefined)).to.deep.equal({ leftovers: [], reasons: [] });
      expect(cluster.names).to.deep.equal(['reader-08-other-r1']);
    });

    it('leaves the volumes to the sweep where somebody else has deleted the namespace: they say that nodes have data', async () => {
      cluster.remove('Namespace/09-rbac-r1');
      scope.session.namespaces.watch('09-rbac-r1');
      await scope.session.namespaces.look();
      expect(await removeNamespace(scope, AbortSignal.timeout(5_000), () => undefined)).to.deep.equal({ leftovers: [], reasons: [] });
      expect(cluster.names).to.deep.equal(['disk-09-rbac-r1', 'reader-08-other-r1']);
    });
  });

  it('sends for what pods have left in folders of their nodes, where the lesson lets them have some', async () => {
    const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: { template: { spec: { containers: [], volumes: [{ name: 'v', hostPath: { path: '/var/lib/diary/' } }] } } } };
    scope.noteApplied(new Manifest(agent, undefined, '09-rbac'));
    const scheduled = (pod: string, node: string): void => { cluster.add(`Event/${pod}`, { namespace: '09-rbac-r1', object: { reason: 'Scheduled', involvedObject: { name: pod }, message: `Successfully assigned 09-rbac-r1/${pod} to ${node}` } }); };
    scheduled('agent-1', 'worker');
    scheduled('web-1', 'worker2');
    const sentTo = (): unknown[] => api.seen.filter(({ method, url, body }) => method === 'POST' && url.pathname.endsWith('/pods') && body.includes('remove-data')).map(({ body }) => (JSON.parse(body) as { spec: { nodeName: string } }).spec.nodeName);
    Object.assign(scope.isolation, { nodeFolders: ['/var/lib/diary'] });
    const stop = new AbortController();
    const removed = removeNamespace(scope, AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]), () => undefined);
    // Here nobody does their work, which would be awaited.
    while (sentTo().length === 0 && !cluster.deleted.includes('/api/v1/namespaces/09-rbac-r1')) await new Promise((next) => { setTimeout(next, 10); });
    stop.abort();
    await removed;
    expect(sentTo()).to.deep.equal(['worker']);
  });

  it('sends for nothing where its pods had no such folder', async () => {
    await removeNamespace(scope, AbortSignal.timeout(5_000), () => undefined);
    expect(api.seen.filter(({ body }) => body.includes('remove-data'))).to.deep.equal([]);
  });

  it('says in both languages what was not gone in time', async () => {
    cluster.add('Namespace/09-rbac-r1', { finalizers: ['kubernetes'] });
    const { reasons } = await removeNamespace(scope, AbortSignal.timeout(300), () => undefined);
    expect(reasons.at(-1)).to.deep.equal({ en: 'namespace: it was not gone in time', ja: 'Namespace: 期限までに削除されませんでした' });
  });
});
