import { expect } from 'chai';

import { PodRef } from '../../harness/objects/pod-ref.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject } from './objects.ts';

describe('a pod by name', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let web: PodRef;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    web = new PodRef(scopeOn(api), 'web');
  });
  afterEach(async () => { await api.close(); });

  it('is undefined when there is none', async () => {
    expect(await web.now()).to.equal(undefined);
    cluster.put('Pod/web', podObject({ phase: 'Pending' }));
    expect((await web.now())?.uid).to.equal('uid of web');
  });

  it('is awaited until it is Ready', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Pending' }));
    const ready = web.ready();
    cluster.put('Pod/web', podObject({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }));
    expect((await ready).name).to.equal('web');
  });

  it('fails at once when its image can never be pulled, in both languages', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'InvalidImageName', message: 'bad' } })] }));
    const failure = await failureFrom(web.ready());
    expect(failure).to.include({ object: 'Pod/web', field: 'spec.containers[app].image', expected: 'Ready within 60 s' });
    expect(failure.observed).to.match(/^container app: InvalidImageName: bad \(after /);
    expect(failure.ja.expected).to.equal('60 秒以内に次の状態になること: Ready');
    expect(failure.ja.observed).to.match(/^コンテナ app: InvalidImageName: bad \(/);
  });

  it('says at the deadline that there is none', async () => {
    const failure = await failureFrom(web.ready({ within: 400 }));
    expect(failure).to.include({ object: 'Pod/web', late: true });
    expect(failure.observed).to.match(/^there is none \(at the deadline/);
    expect(failure.hint).to.match(/^Something expects this Pod/);
    expect(failure.ja.observed).to.match(/^存在しません/);
  });

  it('is started when its container runs, Ready or not', async () => {
    const started = web.started('app');
    cluster.put('Pod/web', podObject({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ContainerCreating' } })] }));
    cluster.put('Pod/web', podObject({ phase: 'Running', containerStatuses: [container({ running: {} })] }));
    expect((await started).status('app')?.state).to.deep.equal({ running: {} });
  });

  it('has succeeded when all containers have ended well', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Succeeded' }));
    expect((await web.succeeded()).object.status?.phase).to.equal('Succeeded');
  });

  it('names the state that a spec waits for, in words of its own', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Running' }));
    const failure = await failureFrom(web.when({ en: 'painted blue', ja: '青く塗られている' }, { within: 400 }, () => false));
    expect(failure.expected).to.equal('painted blue within 0.4 s');
    expect(failure.observed).to.match(/^after .* still: Pod web is Running \(since /);
    expect(failure.ja.expected).to.equal('0.4 秒以内に次の状態になること: 青く塗られている');
  });

  it('is gone when another pod has its name', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Running' }), { uid: 'another' });
    await web.gone({ uid: 'uid of web' });
    expect((await failureFrom(web.gone({ within: 400 }))).expected).to.equal('gone within 0.4 s');
  });

  it('is deleted with the grace that is asked for, and awaited until it is gone', async () => {
    cluster.put('Pod/web', podObject({ phase: 'Running' }));
    await web.deleted({ graceSeconds: 1 });
    expect(await web.now()).to.equal(undefined);
    expect(api.seen.find(({ method }) => method === 'DELETE')?.url.searchParams.get('gracePeriodSeconds')).to.equal('1');
  });
});
