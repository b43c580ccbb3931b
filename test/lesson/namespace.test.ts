import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { LessonNamespace } from '../../harness/lesson/namespace.ts';
import type { Scope } from '../../harness/objects/scope.ts';
import { MemoryCluster } from '../cleanup/memory-cluster.ts';
import { FakeApi } from '../client/fake-api.ts';
import { scopeOn } from '../objects/fake-scope.ts';

const folder = `
{ apiVersion: v1, kind: ConfigMap, metadata: { name: script }, data: { run.sh: sleep 1 } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: unused }, stringData: { a: b } }
---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: robot } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { serviceAccountName: robot, containers: [{ name: web, image: busybox }], volumes: [{ name: script, configMap: { name: script } }] } }
`;

describe('applying a copy of a pod', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  let dir: string;
  let scope: Scope;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    dir = mkdtempSync(join(tmpdir(), 'lessons-'));
    mkdirSync(join(dir, '99-fake'));
    writeFileSync(join(dir, '99-fake', 'all.yaml'), folder);
    scope = scopeOn(api, { effect: 'changes', dir });
    scope.session.load([]);
  });
  afterEach(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });
  const applied = (): string[] => Object.keys(cluster.patched).map((path) => path.split('/').slice(-2).join('/'));

  it('brings what it refers to in the folder into a namespace of copies, and nothing else', async () => {
    const namespace = new LessonNamespace(scope, true);
    const web = scope.session.manifests.need('Pod', 'web', '99-fake');
    await namespace.apply(web.named('copy'));
    expect(applied()).to.deep.equal(['serviceaccounts/robot', 'configmaps/script', 'pods/copy']);
    await namespace.apply(web.named('another'));
    expect(applied(), 'once').to.deep.equal(['serviceaccounts/robot', 'configmaps/script', 'pods/copy', 'pods/another']);
  });

  it('brings what the spec has changed, where it applies that itself', async () => {
    const { manifests } = scope.session;
    await new LessonNamespace(scope, true).apply(manifests.need('Pod', 'web', '99-fake'), manifests.need('ConfigMap', 'script', '99-fake').with("data['run.sh']", 'exit 1'));
    expect(cluster.patched['/api/v1/namespaces/n/configmaps/script']).to.have.deep.property('data', { 'run.sh': 'exit 1' });
  });

  it('brings nothing into the namespace of the lesson', async () => {
    await new LessonNamespace(scope).apply(scope.session.manifests.need('Pod', 'web', '99-fake'));
    expect(applied()).to.deep.equal(['pods/web']);
  });
});
