import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import { NamespaceWatch } from '../../harness/run/namespace-watch.ts';
import { ownLabels } from '../../harness/manifests/own-labels.ts';
import { systemClock } from '../../harness/wait/clock.ts';
import { FakeApi } from '../client/fake-api.ts';
import { WatchedObjects } from '../client/watched-objects.ts';

const map = (name: string, value: string, labels: Record<string, string> = {}): KubeObject => ({ metadata: { name, uid: name, labels }, data: { value } }) as KubeObject;

describe('the watch of a namespace', () => {
  let api: FakeApi;
  let objects: WatchedObjects;
  let end: AbortController;
  beforeEach(async () => {
    objects = new WatchedObjects('me');
    api = await FakeApi.serve({ '*': objects.answer });
    end = new AbortController();
  });
  afterEach(async () => {
    end.abort(new Error('over'));
    await api.close();
  });
  const open = async (): Promise<NamespaceWatch> => await NamespaceWatch.open(api.client, { namespace: 'me', names: [], clock: systemClock, signal: end.signal });

  it('knows what is there, and what may not be seen', async () => {
    objects.put('configmaps', map('settings', '1'));
    const { objects: there, unseen } = await (await open()).read();
    expect(there.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`)).to.deep.equal(['ConfigMap/settings']);
    expect(unseen).to.include.members(['PersistentVolume', 'StorageClass']);
  });

  it('tells changes that come together as one, and leaves out what runs have made themselves', async () => {
    objects.put('configmaps', map('settings', '1'));
    const watch = await open();
    const next = watch.next();
    objects.put('pods', map('client', '', ownLabels('r1')));
    objects.put('configmaps', map('settings', '2'));
    objects.put('configmaps', map('more', '1'));
    expect(await next).to.deep.equal(new Set(['ConfigMap/settings', 'ConfigMap/more']));
    expect((await watch.read()).objects.map(({ metadata, data }: KubeObject & { data?: unknown }) => [metadata?.name, data])).to.deep.equal([['settings', { value: '2' }], ['more', { value: '1' }]]);
    const third = watch.next();
    objects.delete('configmaps', 'more');
    expect(await third).to.deep.equal(new Set(['ConfigMap/more']));
  });

  it('ends with the reason of its signal', async () => {
    const watch = await open();
    const next = watch.next();
    end.abort(new Error('Ctrl-C'));
    let reason: unknown;
    await next.catch((error: unknown) => { reason = error; });
    expect(String(reason)).to.contain('Ctrl-C');
  });
});
