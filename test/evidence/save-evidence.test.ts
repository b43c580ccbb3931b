import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { saveEvidence } from '../../harness/evidence/save-evidence.ts';
import { ownLabels } from '../../harness/manifests/own-labels.ts';
import { MemoryCluster } from '../cleanup/memory-cluster.ts';
import { FakeApi } from '../client/fake-api.ts';

describe('evidence of a failure', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  let reportDir: string;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    reportDir = mkdtempSync(join(tmpdir(), 'evidence-'));
  });
  afterEach(async () => {
    await api.close();
    rmSync(reportDir, { recursive: true });
  });

  const save = async (): Promise<Record<string, string>> => {
    const paths = await saveEvidence({
      client: api.client, namespaces: ['04-mysql-r1', '04-mysql-r1-other'], labels: ownLabels('r1'), timelines: [], reportDir,
      lesson: '04-mysql', number: 3, title: 'the claim is bound', language: 'en', signal: AbortSignal.timeout(5_000),
    });
    return Object.fromEntries(paths.map((path) => [path.split('/').at(-1) ?? '', readFileSync(join(reportDir, path), 'utf8')]));
  };

  it('has the objects of the whole cluster that are the lesson\'s own, and of no other lesson of the run', async () => {
    for (const id of ['PersistentVolume/disk-04-mysql-r1', 'PersistentVolume/disk-04-mysql-r1-other', 'StorageClass/gold-04-mysql-r1', 'PersistentVolume/disk-05-ingress-r1']) cluster.add(id);
    const { 'cluster-objects.yaml': text = '' } = await save();
    expect([...text.matchAll(/^kind: (\w+)\n.*\n {2}name: (.+)$/gm)].map(([, kind = '', name = '']) => `${kind}/${name}`)).to.deep.equal(['PersistentVolume/disk-04-mysql-r1', 'StorageClass/gold-04-mysql-r1', 'PersistentVolume/disk-04-mysql-r1-other']);
  });

  it('has the state of what the namespace holds, but neither Secrets nor ConfigMaps', async () => {
    for (const id of ['StatefulSet/db', 'NetworkPolicy/deny', 'RoleBinding/view', 'ResourceQuota/few', 'Secret/password', 'ConfigMap/settings']) cluster.add(id, { namespace: '04-mysql-r1' });
    const { '04-mysql-r1-objects.yaml': text = '' } = await save();
    expect([...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind)).to.have.members(['StatefulSet', 'NetworkPolicy', 'RoleBinding', 'ResourceQuota']);
  });

  it('saves no file of objects of the whole cluster where the lesson made none', async () => {
    expect(await save()).not.to.have.property('cluster-objects.yaml');
  });
});
