import { expect } from 'chai';

import { DeploymentRef } from '../../harness/objects/deployment-ref.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { madeBy, podObject, readyPod } from './objects.ts';

const status = (count: number, more: object = {}): object => ({ observedGeneration: 1, replicas: count, updatedReplicas: count, availableReplicas: count, readyReplicas: count, ...more });
const address = '/apis/apps/v1/namespaces/n/deployments/web';

describe('a Deployment by name', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let web: DeploymentRef;
  const put = (wanted: number, ready: number, more: object = {}): void => { cluster.put('Deployment/web', { spec: { replicas: wanted }, status: status(ready, more) }, { generation: 1 }); };
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    web = new DeploymentRef(scopeOn(api), 'web');
  });
  afterEach(async () => { await api.close(); });

  it('is undefined when there is none, and has the pods that it made', async () => {
    expect(await web.now()).to.equal(undefined);
    put(1, 1);
    cluster.put('Pod/web-abc-1', readyPod, madeBy('web'));
    cluster.put('Pod/web-other-abc-1', readyPod, madeBy('web-other'));
    expect((await web.now())?.spec?.replicas).to.equal(1);
    expect((await web.pods().now()).map(({ name }) => name)).to.deep.equal(['web-abc-1']);
  });

  it('is complete when its replicas are available and the old pods have gone', async () => {
    put(1, 1);
    cluster.put('Pod/web-abc-1', readyPod, madeBy('web'));
    cluster.put('Pod/web-abc-0', readyPod, madeBy('web'));
    const complete = web.complete();
    cluster.remove('Pod/web-abc-0');
    expect((await complete).metadata?.name).to.equal('web');
  });

  it('says at the deadline how far it is, with its pods', async () => {
    put(2, 1);
    cluster.put('Pod/web-abc-1', podObject({ phase: 'Pending' }), madeBy('web'));
    const failure = await failureFrom(web.complete({ within: 400 }));
    expect(failure.expected).to.equal('rolled out, old pods gone within 0.4 s');
    expect(failure.observed).to.include('1 of 2 replicas ready, 1 available, 1 updated, 1 in all; Pod web-abc-1 is Pending');
    expect(failure.ja.observed).to.include('レプリカ 2 個のうち Ready 1 個、利用可能 1 個、更新済み 1 個、合計 1 個; Pod web-abc-1 は Pending');
  });

  it('fails when the cluster refuses its pods, or when there is none', async () => {
    put(1, 0, { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'no progress for 5 s' }] });
    expect((await failureFrom(web.complete())).observed).to.match(/^no progress for 5 s \(after/);
    cluster.remove('Deployment/web');
    expect((await failureFrom(web.complete({ within: 400 }))).hint).to.match(/^Something expects this Deployment/);
  });

  it('counts its ready replicas once the controller has seen the change', async () => {
    cluster.put('Deployment/web', { spec: { replicas: 2 }, status: status(2, { observedGeneration: 0 }) }, { generation: 1 });
    const failure = await failureFrom(web.readyReplicas(2, { within: 400 }));
    expect(failure.expected).to.equal('2 replicas ready within 0.4 s');
    put(2, 2);
    await web.readyReplicas(2);
  });

  describe('that is updated', () => {
    const revision = (number: number): object => ({ 'deployment.kubernetes.io/revision': String(number) });
    const set = (name: string, number: number): void => { cluster.put(`ReplicaSet/${name}`, {}, { uid: name, annotations: revision(number), ownerReferences: [{ kind: 'Deployment', name: 'web' }] }); };
    const pod = (name: string, of: string, status: object, more: object = {}): void => {
      cluster.put(`Pod/${name}`, podObject(status), { ...more, labels: { 'pod-template-hash': of }, ownerReferences: [{ kind: 'ReplicaSet', name: `web-${of}`, uid: `web-${of}` }] });
    };
    const noImage = { phase: 'Pending', containerStatuses: [{ name: 'app', restartCount: 0, ready: false, state: { waiting: { reason: 'ErrImageNeverPull' } } }] };
    const apart = { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules." }] };
    beforeEach(() => {
      cluster.put('Deployment/web', { spec: { replicas: 1 }, status: status(1, { replicas: 2 }) }, { generation: 1, annotations: revision(2) });
      set('web-old', 1);
      set('web-new', 2);
    });

    it('has pods of each of its ReplicaSets', async () => {
      pod('web-old-1', 'old', {});
      pod('web-new-1', 'new', {});
      const ofOld = web.podsOf({ metadata: { uid: 'web-old' } });
      expect((await ofOld.now()).map(({ name }) => name)).to.deep.equal(['web-old-1']);
    });

    it('is so when its replicas are, whatever becomes of the old pods', async () => {
      pod('web-old-1', 'old', noImage);
      const updated = web.updated();
      put(1, 1);
      await updated;
    });

    it('fails early by what its new pods lack', async () => {
      pod('web-new-1', 'new', noImage);
      const failure = await failureFrom(web.updated());
      expect(failure.expected).to.match(/^all replicas updated and available/);
      expect(failure).to.include({ object: 'Deployment/web', field: 'spec.template.spec.containers[app].image' });
    });

    it('fails by what keeps its next ReplicaSet from being made', async () => {
      const message = 'Failed to create new replica set "web-newer": replicasets.apps "web-newer" is forbidden: exceeded quota: tidy, requested: count/replicasets.apps=1, used: count/replicasets.apps=2, limited: count/replicasets.apps=2';
      cluster.put('Deployment/web', { spec: { replicas: 1 }, status: status(1, { conditions: [{ type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message }] }) }, { generation: 2, annotations: revision(2) });
      expect(await failureFrom(web.updated({ within: 500 }))).to.include({ object: 'ResourceQuota/tidy', field: "spec.hard['count/replicasets.apps']" });
    });

    it('waits for room while pods are on their way out', async () => {
      pod('web-new-1', 'new', apart);
      pod('web-old-1', 'old', { phase: 'Running' }, { deletionTimestamp: '2018-12-08T10:00:00Z' });
      expect((await failureFrom(web.updated({ within: 500 }))).field).to.equal(undefined);
    });
  });

  it('is scaled, and awaited until that is done', async () => {
    put(1, 1);
    cluster.onWrite = (method, path) => {
      if (method === 'PATCH' && path === `${address}/scale`) put(0, 0);
    };
    await web.scale(0);
    expect(cluster.patched[`${address}/scale`]).to.deep.equal({ spec: { replicas: 0 } });
  });

  it('is restarted as kubectl does it', async () => {
    put(1, 1);
    await web.restart();
    expect(JSON.stringify(cluster.patched[address])).to.match(/"annotations":\{"kubectl.kubernetes.io\/restartedAt":"\d{4}-/);
  });

  it('goes back to the revision before, or to the given one', async () => {
    put(1, 1);
    for (const [name, revision, image] of [['web-c', '3', 'c'], ['web-a', '1', 'a'], ['web-b', '2', 'b']] as const) {
      const template = { metadata: { labels: { 'app': 'web', 'pod-template-hash': name } }, spec: { containers: [{ name: 'app', image }] } };
      cluster.put(`ReplicaSet/${name}`, { spec: { template } }, { annotations: { 'deployment.kubernetes.io/revision': revision }, ownerReferences: [{ kind: 'Deployment', name: 'web' }] });
    }
    const replaced = (image: string): object[] => [{ op: 'replace', path: '/spec/template', value: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } } }];
    await web.undo();
    expect(cluster.patched[address]).to.deep.equal(replaced('b'));
    await web.undo(1);
    expect(cluster.patched[address]).to.deep.equal(replaced('a'));
    const error: unknown = await web.undo(7).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'Deployment/web has no revision 7 to go back to');
  });

  it('is deleted with its pods', async () => {
    put(1, 1);
    cluster.put('Pod/web-abc-1', readyPod, madeBy('web'));
    const deleted = web.deleted();
    cluster.onWrite = (method) => {
      if (method === 'DELETE') cluster.remove('Pod/web-abc-1');
    };
    await deleted;
    expect(await web.now()).to.equal(undefined);
  });

  it('is recorded from its first state on, and the record ends with the lesson', async () => {
    put(1, 1);
    const recorder = await web.record();
    cluster.put('Pod/web-abc-1', readyPod, madeBy('web'));
    const record = await recorder.stop();
    expect(record.samples.length).to.be.greaterThan(0);
  });
});
