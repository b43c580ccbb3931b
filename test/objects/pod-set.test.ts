import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { DeploymentRef } from '../../harness/objects/deployment-ref.ts';
import { PodRef } from '../../harness/objects/pod-ref.ts';
import { PodSet } from '../../harness/objects/pod-set.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject, readyPod } from './objects.ts';

describe('pods that belong together', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let pods: PodSet;
  const labels = { app: 'web' };
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    pods = new PodSet(scopeOn(api), 'Deployment/web', labels, (pod) => pod.metadata?.name !== 'web-stranger');
  });
  afterEach(async () => { await api.close(); });

  it('are those with the labels that belong', async () => {
    for (const name of ['web-1', 'web-stranger']) cluster.put(`Pod/${name}`, readyPod, { labels });
    cluster.put('Pod/other', readyPod);
    expect((await pods.now()).map(({ name }) => name)).to.deep.equal(['web-1']);
  });

  it('are ready when there are exactly as many, one that is leaving included', async () => {
    cluster.put('Pod/web-1', readyPod, { labels });
    cluster.put('Pod/web-2', readyPod, { labels, deletionTimestamp: 'now' });
    const ready = pods.ready(1);
    cluster.remove('Pod/web-2');
    expect((await ready).map(({ name }) => name)).to.deep.equal(['web-1']);
  });

  it('are some that are ready from the first one on', async () => {
    cluster.put('Pod/web-1', podObject({ phase: 'Pending' }), { labels });
    expect((await failureFrom(pods.someReady({ within: 300 }))).expected).to.equal('at least 1 pod ready within 0.3 s');
    const some = pods.someReady();
    cluster.put('Pod/web-2', readyPod, { labels });
    await some;
  });

  it('are told one by one when they are not ready, about the object that makes them', async () => {
    cluster.put('Pod/web-1', podObject({ phase: 'Pending' }), { labels });
    const failure = await failureFrom(pods.ready(2, { within: 400 }));
    expect(failure).to.include({ object: 'Deployment/web', expected: 'exactly 2 pods, all ready within 0.4 s' });
    expect(failure.observed).to.include('Pod web-1 is Pending');
    expect(failure.ja.expected).to.equal('0.4 秒以内に次の状態になること: Pod がちょうど 2 個で、すべて Ready');
    expect((await failureFrom(new PodSet(scopeOn(api), 'Deployment/x', { app: 'x' }, () => true).ready(1, { within: 400 }))).observed).to.include('no pods');
  });

  it('cannot come where kubelet ends their program for its probe, which only an event of the type Normal says', async () => {
    cluster.put('Pod/web-1', podObject({ phase: 'Running', containerStatuses: [container({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2 })] }), { labels });
    const about = { involvedObject: { uid: 'uid of web-1' }, type: 'Normal' };
    cluster.put('Event/web-1.1', { ...about, reason: 'Killing', count: 2, message: 'Container app failed liveness probe, will be restarted' });
    cluster.put('Event/web-1.2', { ...about, reason: 'Pulled', message: 'Container image "web" already present on machine' });
    expect(await failureFrom(pods.ready(1))).to.include({ object: 'Pod/web-1', field: 'spec.containers[app].livenessProbe' });
  });

  it('cannot come where what makes them is in no folder, which is said at once', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pods-'));
    mkdirSync(join(dir, '99-fake'));
    writeFileSync(join(dir, '99-fake/x.yaml'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: my-web }\n');
    const scope = scopeOn(api, { dir });
    scope.session.load([]);
    rmSync(dir, { recursive: true });
    const startedAt = performance.now();
    const failure = await failureFrom(new PodSet(scope, 'Deployment/web', labels, () => true).ready(1));
    expect(performance.now() - startedAt).to.be.below(3_000);
    expect(failure).to.include({ object: 'Deployment/web', hint: 'Add a Deployment named web to the folder 99-fake.' });
    expect(await failureFrom(new DeploymentRef(scope, 'web').complete())).to.include({ object: 'Deployment/web', hint: failure.hint });
    expect(await failureFrom(new PodRef(scope, 'keeper').ready())).to.include({ object: 'Pod/keeper', hint: 'Add a Pod named keeper to the folder 99-fake.' });
    expect(performance.now() - startedAt).to.be.below(4_500);
  });

  it('are none when the last has gone', async () => {
    cluster.put('Pod/web-1', readyPod, { labels });
    const none = pods.none();
    cluster.remove('Pod/web-1');
    await none;
    expect(await pods.now()).to.deep.equal([]);
  });
});
