import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { LivePod } from '../../harness/objects/live-pod.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject } from './objects.ts';

const pod = { metadata: { name: 'web', uid: 'uid of web' }, ...podObject({ podIP: '10.0.0.1' }, { nodeName: 'worker' }) } as Pod;

describe('a pod that was looked at', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  it('has a node, an address and its containers by name', async () => {
    api = await FakeApi.serve({});
    const live = new LivePod(scopeOn(api), pod);
    expect(live).to.include({ name: 'web', uid: 'uid of web', node: 'worker', ip: '10.0.0.1' });
    expect(live.container().name).to.equal('app');
    const failure = await failureFrom((async () => { await Promise.resolve(); live.container('ap'); })());
    expect(failure).to.include({ object: 'Pod/web', field: 'spec.containers', expected: 'a container named ap', observed: 'app', hint: 'The names of containers are fixed by the lesson; the pod has: app.' });
    expect(failure.ja).to.include({ expected: 'ap という名前のコンテナ', hint: 'コンテナの名前はレッスンで決められています。この Pod にあるのは app です。' });
  });

  it('is restarted when its container has been, and is ready again', async () => {
    const cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    const put = (restartCount: number, ready: boolean): void => { cluster.put('Pod/web', podObject({ phase: 'Running', containerStatuses: [container({ running: {} }, { restartCount, ready })] })); };
    put(1, true);
    const restarted = new LivePod(scopeOn(api), pod).restarted({ since: 1 });
    put(2, false);
    put(2, true);
    expect((await restarted).status('app')?.restartCount).to.equal(2);
    expect((await failureFrom(new LivePod(scopeOn(api), pod).restarted({ since: 2, within: 400 }))).expected).to.equal('container app restarted and ready again within 0.4 s');
  });

  it('is no crash while kubelet pauses after ends that somebody wanted, but one when it ends again and again by itself', async () => {
    const cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    const put = (restartCount: number, state: object, ready = false): void => { cluster.put('Pod/web', podObject({ phase: 'Running', containerStatuses: [container(state, { restartCount, ready })] })); };
    const pause = { waiting: { reason: 'CrashLoopBackOff' } };
    put(2, pause);
    const restarted = new LivePod(scopeOn(api), pod).restarted({ since: 2 });
    put(3, { running: {} });
    put(3, { running: {} }, true);
    expect((await restarted).status('app')?.restartCount).to.equal(3);
    put(5, pause);
    const { field, observed } = await failureFrom(new LivePod(scopeOn(api), pod).restarted({ since: 2 }));
    expect([field, observed.replace(/ \(after.*/, '')]).to.deep.equal(['spec.containers[app]', 'container app ended 3 times']);
  });

  it('is evicted as kubectl drain does it, or only asked whether it may be', async () => {
    api = await FakeApi.serve({ 'POST /api/v1/namespaces/n/pods/web/eviction': () => ({}) });
    const live = new LivePod(scopeOn(api), pod);
    await live.evict({ dryRun: true });
    await live.evict();
    expect(api.seen.map(({ url }) => url.searchParams.get('dryRun'))).to.deep.equal(['All', null]);
  });

  it('gets one more container beside its own, or is only asked whether it would', async () => {
    api = await FakeApi.serve({ 'PATCH /api/v1/namespaces/n/pods/web/ephemeralcontainers': () => ({}) });
    const live = new LivePod(scopeOn(api), pod);
    await live.debug({ name: 'debug', image: 'busybox:1.37' }, { dryRun: true });
    await live.debug({ name: 'debug', image: 'busybox:1.37' });
    expect(api.seen.map(({ url }) => url.searchParams.get('dryRun'))).to.deep.equal(['All', null]);
    expect(JSON.parse(api.seen[0]?.body ?? '')).to.deep.equal({ spec: { ephemeralContainers: [{ name: 'debug', image: 'busybox:1.37' }] } });
  });

  it('is gone when another has its name', async () => {
    const cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    cluster.put('Pod/web', podObject({ phase: 'Running' }));
    const live = new LivePod(scopeOn(api, { effect: 'visits' }), pod);
    const tcp = await live.tcp(80);
    expect(tcp.pod).to.equal('web');
    const gone = live.gone();
    cluster.put('Pod/web', podObject({ phase: 'Running' }), { uid: 'another' });
    await gone;
    await tcp.close();
  });
});
