import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { mountedAt, usualDataFolder, type Mounted } from '../../../specs/mysql/data-volume.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { requireOwnVolume, requirePinned, requireRetained } from '../../../specs/mysql/storage.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

const own = 'PersistentVolume/mysql-hostpath-pv';
const claim = 'PersistentVolumeClaim/mysql-pv-claim';
const server = 'Deployment/koa-sample-db';
/** The names that the run of the lesson gives them. */
const onCluster = { volume: 'mysql-hostpath-pv-05-ingress', made: 'pvc-1' };

/** A volume as the cluster has it. */
const volume = (name: string, spec: object, phase = 'Bound'): object => ({ metadata: { name }, spec: { claimRef: { name: 'mysql-pv-claim' }, ...spec }, status: { phase } });
const ours = volume(onCluster.volume, { hostPath: { path: '/data/mysql' }, persistentVolumeReclaimPolicy: 'Retain' });
/** What a provisioner has made for the claim. */
const made = (spec: object = { persistentVolumeReclaimPolicy: 'Delete' }): object => volume(onCluster.made, spec);
const unused = { ...ours, spec: {}, status: { phase: 'Available' } };

describe('the storage of the database', () => {
  /** What a check says of a changed manifest where the cluster has these volumes, and the claim is bound to one of them. */
  async function told(check: (given: Given, data: Mounted, database: Database) => Promise<void>, { id = '', change, volumes = [ours], boundTo = onCluster.volume }: { id?: string; change?: Change; volumes?: object[]; boundTo?: string } = {}): Promise<string> {
    const named = volumes as { metadata: { name: string } }[];
    const api = await FakeApi.serve({
      'GET /api/v1/namespaces/05-ingress/persistentvolumeclaims/mysql-pv-claim': () => ({ spec: boundTo === '' ? {} : { volumeName: boundTo } }),
      'GET /api/v1/namespaces/05-ingress/persistentvolumeclaims/data-koa-sample-db-0': () => ({ spec: { volumeName: boundTo } }),
      'GET /api/v1/persistentvolumes': () => ({ items: volumes }),
      ...Object.fromEntries(named.map((each) => [`GET /api/v1/persistentvolumes/${each.metadata.name}`, () => each])),
    });
    const lesson = given(id, change, { client: api.client });
    const database = Database.of(lesson);
    const data = mountedAt(database, usualDataFolder);
    if (data === undefined) throw new Error('no volume is mounted');
    try {
      await check(lesson, data, database);
      return 'fine';
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      const { object, field = '', expected, observed } = error.failure;
      return `${object} ${field}: ${expected}, not ${observed}`;
    } finally {
      await api.close();
    }
  }

  describe('is the volume that was made for it', () => {
    const check = (lesson: Given, data: Mounted): Promise<void> => requireOwnVolume(lesson, data);

    it('when that is bound', async () => {
      expect(await told(check)).to.equal('fine');
    });

    it('or the claim is to blame, whose class another volume has', async () => {
      expect(await told(check, { volumes: [unused, made()], boundTo: onCluster.made })).to.equal(`${claim} spec.storageClassName: a claim bound to ${own}, not bound to pvc-1, made for it by a StorageClass`);
      expect(await told(check, { volumes: [unused], boundTo: '' })).to.contain('the data is in no claim that is bound');
    });
  });

  describe('outlives its claim', () => {
    const check = (lesson: Given, data: Mounted, database: Database): Promise<void> => requireRetained(lesson, database, data);

    it('when its volume is retained, whoever made that', async () => {
      expect(await told(check)).to.equal('fine');
      expect(await told(check, { volumes: [made({ persistentVolumeReclaimPolicy: 'Retain' })], boundTo: onCluster.made })).to.equal('fine');
    });

    it('else the volume of the folder is to blame, or the class of the claim', async () => {
      const deleted = volume(onCluster.volume, { hostPath: { path: '/data/mysql' }, persistentVolumeReclaimPolicy: 'Delete' });
      expect(await told(check, { volumes: [deleted] })).to.equal(`${own} spec.persistentVolumeReclaimPolicy: reclaim policy of the volume: "Retain", not "Delete"`);
      expect(await told(check, { volumes: [unused, made()], boundTo: onCluster.made })).to.contain(`${claim} spec.storageClassName: reclaim policy`);
    });

    it('and its claim outlives the StatefulSet that made it', async () => {
      const asSet = (policy: object): Change => (manifest) => manifest.with('kind', 'StatefulSet')
        .with('spec.volumeClaimTemplates', [{ metadata: { name: 'data' }, spec: {} }]).with('spec.persistentVolumeClaimRetentionPolicy', policy);
      expect(await told(check, { id: server, change: asSet({ whenDeleted: 'Retain' }) })).to.equal('fine');
      expect(await told(check, { id: server, change: asSet({ whenScaled: 'Delete' }) })).to.match(/^\w+\/koa-sample-db spec\.persistentVolumeClaimRetentionPolicy\.whenScaled: .*, not "?Delete/);
    });
  });

  describe('stays on its node', () => {
    const check = (lesson: Given, data: Mounted, database: Database): Promise<void> => requirePinned(lesson, database, data);
    const unpinned: Change = (manifest) => manifest.without('spec.nodeAffinity');

    it('by the volume, by the pod, or because it is on no node', async () => {
      expect(await told(check)).to.equal('fine');
      const elsewhere = volume(onCluster.made, { csi: {} });
      expect(await told(check, { id: own, change: unpinned, volumes: [{ ...elsewhere }], boundTo: onCluster.made })).to.equal('fine');
      const chosen: Change = (manifest) => (manifest.id === own ? unpinned(manifest) : manifest.id === server ? manifest.with('spec.template.spec.nodeSelector', { role: 'back' }) : manifest);
      expect(await told(check, { id: '*', change: chosen })).to.equal('fine');
    });

    it('else the volume is to blame, also where its terms choose no node', async () => {
      expect(await told(check, { id: own, change: unpinned })).to.equal(`${own} spec.nodeAffinity: a node or a label of nodes that the folder belongs to, not none: the next pod may start on another node, which has a folder of its own`);
      const empty: Change = (manifest) => manifest.with('spec.nodeAffinity.required.nodeSelectorTerms', [{ matchExpressions: null }, null]);
      expect(await told(check, { id: own, change: empty })).to.equal(`${own} spec.nodeAffinity: a term with matchExpressions or matchFields: an empty one matches no node, not empty terms`);
    });

    it('as it is written, though the run itself has kept it there', async () => {
      const kept = volume(onCluster.volume, { hostPath: { path: '/data/mysql' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{}] }] } } });
      expect(await told(check, { id: own, change: unpinned, volumes: [kept] })).to.contain(`${own} spec.nodeAffinity`);
    });
  });
});
