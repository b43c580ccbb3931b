import { expect } from 'chai';

import { ClaimRef, VolumeRef } from '../../harness/objects/storage-refs.ts';
import { FakeApi } from '../client/fake-api.ts';
import { ownLabels } from '../../harness/manifests/own-labels.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';

const own = { labels: ownLabels('rfake') };

describe('a claim by name', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let claim: ClaimRef;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    claim = new ClaimRef(scopeOn(api), 'data');
  });
  afterEach(async () => { await api.close(); });

  it('is bound to the volume that the learner named', async () => {
    expect(await claim.now()).to.equal(undefined);
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'manual-n' }, status: { phase: 'Pending' } });
    const bound = claim.bound({ to: 'disk' });
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'manual-n', volumeName: 'disk-n' }, status: { phase: 'Bound' } });
    expect((await bound).volume).to.equal('disk');
  });

  it('fails when it is bound to another volume, in the learner\'s names', async () => {
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'standard', volumeName: 'pvc-1' }, status: { phase: 'Bound' } });
    const failure = await failureFrom(claim.bound({ to: 'disk' }));
    expect(failure).to.include({ object: 'PersistentVolumeClaim/data', field: 'spec.storageClassName', expected: 'bound to PersistentVolume/disk', observed: 'bound to PersistentVolume/pvc-1 of class "standard"' });
    expect(failure.ja).to.include({ expected: 'PersistentVolume/disk にバインド済み', observed: 'クラス "standard" の PersistentVolume/pvc-1 にバインド済み' });
    expect(failure.ja.hint).to.include('デフォルトの StorageClass');
  });

  it('is not waited for where a volume is made for it instead of the one that is there, and told of what is to blame when it got another', async () => {
    cluster.put('StorageClass/standard', { provisioner: 'rancher.io/local-path' });
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'standard' }, status: { phase: 'Pending' } });
    const failure = await failureFrom(claim.bound({ to: 'disk', within: 400 }));
    expect(failure).to.include({ field: 'spec.storageClassName' });
    expect(failure.observed).to.include('Pending, class "standard"');
    expect(failure.hint).to.include('its default class');
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'manual-n', volumeName: 'other-n' }, status: { phase: 'Bound' } });
    const elsewhere = await failureFrom(claim.bound({ to: 'disk', blame: { on: 'PersistentVolumeClaim/data', field: 'spec.selector', hint: { en: 'Look at the labels.', ja: 'ラベルを確認してください。' } } }));
    expect(elsewhere).to.include({ field: 'spec.selector', hint: 'Look at the labels.', observed: 'bound to PersistentVolume/other of class "manual"' });
  });

  it('says what keeps it from being bound, of the volumes of this namespace only', async () => {
    cluster.put('PersistentVolumeClaim/data', { spec: { storageClassName: 'manual-n', resources: { requests: { storage: '5Gi' } } }, status: { phase: 'Pending' } });
    cluster.put('PersistentVolume/disk-n', { spec: { storageClassName: 'manual-n', capacity: { storage: '1Gi' } } }, own);
    cluster.put('PersistentVolume/disk-m', { spec: { storageClassName: 'manual-n', capacity: { storage: '5Gi' } } }, own);
    const failure = await failureFrom(claim.bound({ within: 400 }));
    expect(failure).to.include({ field: 'spec.resources.requests.storage', expected: 'bound within 0.4 s' });
    expect(failure.observed).to.match(/^Pending: it asks for 5Gi, PersistentVolume disk has 1Gi \(at the deadline/);
    expect(failure.ja.observed).to.match(/^Pending: 要求は 5Gi ですが、PersistentVolume disk の容量は 1Gi です/);
  });

  it('is missing, or gone', async () => {
    expect((await failureFrom(claim.bound({ within: 400 }))).hint).to.match(/^Something expects this PersistentVolumeClaim/);
    await claim.gone();
    cluster.put('PersistentVolumeClaim/data', {}, { finalizers: ['kubernetes.io/pvc-protection'] });
    expect((await failureFrom(claim.gone({ within: 400 }))).observed).to.include('still there, finalizers kubernetes.io/pvc-protection');
  });
});

describe('a volume by the name that the learner gave it', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let volume: VolumeRef;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    volume = new VolumeRef(scopeOn(api), 'disk');
  });
  afterEach(async () => { await api.close(); });

  it('is usable when the cluster has noticed it', async () => {
    expect(await volume.now()).to.equal(undefined);
    cluster.put('PersistentVolume/disk-n', { status: {} });
    const usable = volume.usable();
    cluster.put('PersistentVolume/disk-n', { status: { phase: 'Available' } });
    await usable;
    expect((await volume.now())?.metadata?.name).to.equal('disk-n');
  });

  it('is bound to the claim of this namespace, not to one of that name elsewhere', async () => {
    const bound = (namespace: string): void => { cluster.put('PersistentVolume/disk-n', { spec: { claimRef: { name: 'data', namespace } }, status: { phase: 'Bound' } }); };
    bound('m');
    const failure = await failureFrom(volume.bound({ to: 'data', within: 400 }));
    expect(failure.expected).to.equal('bound to PersistentVolumeClaim/data within 0.4 s');
    expect(failure.observed).to.include('Bound, claim data');
    bound('n');
    expect((await volume.bound({ to: 'data' })).metadata?.name).to.equal('disk-n');
  });

  it('is Released when its claim has gone, and free again when claimRef is cleared', async () => {
    const put = (phase: string): void => { cluster.put('PersistentVolume/disk-n', { spec: { claimRef: { name: 'data', namespace: 'n' } }, status: { phase } }); };
    put('Bound');
    expect((await failureFrom(volume.released({ within: 400 }))).observed).to.include('Bound, claim data');
    const released = volume.released();
    put('Released');
    expect((await released).status?.phase).to.equal('Released');
    put('Failed');
    expect(await failureFrom(volume.released())).to.include({ object: 'PersistentVolume/disk', field: 'spec.persistentVolumeReclaimPolicy' });
    await volume.freed();
    const [patch] = api.seen.filter(({ method }) => method === 'PATCH');
    expect(patch?.url.pathname).to.equal('/api/v1/persistentvolumes/disk-n');
    expect(JSON.parse(patch?.body ?? '')).to.deep.equal({ spec: { claimRef: null } });
  });

  it('is gone, or still there; one that was provisioned goes by its own name', async () => {
    await volume.gone();
    const provisioned = new VolumeRef(scopeOn(api), 'pvc-1', { provisioned: true });
    cluster.put('PersistentVolume/pvc-1', { status: { phase: 'Released' } });
    expect((await provisioned.now())?.status?.phase).to.equal('Released');
    expect((await failureFrom(provisioned.gone({ within: 400 }))).observed).to.include('Released, claim none');
  });
});
