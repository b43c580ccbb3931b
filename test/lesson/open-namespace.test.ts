import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { openNamespace } from '../../harness/lesson/open-namespace.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { Scope } from '../../harness/objects/scope.ts';
import { Session } from '../../harness/objects/session.ts';
import { MemoryCluster } from '../cleanup/memory-cluster.ts';
import { FakeApi } from '../client/fake-api.ts';

const folder = `
{ apiVersion: v1, kind: Namespace, metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: restricted } } }
---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: viewer, namespace: team } }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader } }
`;

describe('opening a namespace of a lesson', () => {
  let cluster: MemoryCluster;
  let api: FakeApi;
  let dir: string;
  let session: Session;
  beforeEach(async () => {
    cluster = new MemoryCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    dir = mkdtempSync(join(tmpdir(), 'lessons-'));
    mkdirSync(join(dir, '09-rbac'));
    writeFileSync(join(dir, '09-rbac', 'all.yaml'), folder);
    const context: RunContext = {
      runId: 'r1', lesson: '09-rbac', cluster: { provider: 'kind', name: 'c', kubeconfig: '', context: '', kubernetes: 'v1.37.2' },
      manifests: { dir, ours: dir }, allowed: [], images: [], reportDir: '', language: 'en', keep: false,
    };
    session = new Session(context, api.client);
    session.load([], { clusterWide: ['ClusterRole'] });
    for (const namespace of ['09-rbac-r1', '09-rbac-r1-other', '09-rbac-r1-third']) cluster.add('ServiceAccount/default', { namespace });
    cluster.add('StorageClass/standard', { runId: '' });
  });
  afterEach(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });

  it('gives it the labels of the Namespace that it stands for', async () => {
    await openNamespace(new Scope(session, '09-rbac-r1'), session.manifests.all('Namespace'));
    expect(cluster.names).to.include('09-rbac-r1').and.not.to.include('team');
    expect(cluster.patched['/api/v1/namespaces/09-rbac-r1']).to.have.nested.property('metadata.labels.pod-security\\.kubernetes\\.io/enforce', 'restricted');
  });

  it('leaves a namespace for controls without them', async () => {
    await openNamespace(new Scope(session, '09-rbac-r1-other'));
    expect(Object.keys(cluster.patched)).to.deep.equal(['/api/v1/namespaces/09-rbac-r1-other/serviceaccounts/default']);
  });

  it('gives another one the labels of the lesson, and knows it by the name that learners call it', async () => {
    session.load([], { clusterWide: ['ClusterRole'], namespaces: { other: { team: 'partner' }, team: {} } });
    const scope = new Scope(session, '09-rbac-r1-other');
    await openNamespace(scope, [], { labels: session.others['other'] ?? {} });
    const made = api.seen.find(({ method, url }) => method === 'POST' && url.pathname === '/api/v1/namespaces');
    expect(JSON.parse(made?.body ?? '{}')).to.have.nested.property('metadata.labels.team', 'partner');
    expect(scope.isolation.others?.get('other')).to.equal('09-rbac-r1-other');
    // The ServiceAccount of the folder says where it is to be: that it is put into ours is all that can be done for it.
    expect(scope.isolation.others?.get('team')).to.equal('09-rbac-r1-team');
  });

  it('knows what a registry of the lesson is called in this run, in all of its namespaces', async () => {
    session.load([], { clusterWide: ['ClusterRole'], registry: { host: 'registry.test:5000', repositories: ['hello'], password: 'well-known' } });
    const [scope, other] = [new Scope(session, '09-rbac-r1'), new Scope(session, '09-rbac-r1-other')];
    await Promise.all([openNamespace(scope), openNamespace(other)]);
    for (const { isolation } of [scope, other]) expect(isolation.registry).to.deep.equal({ written: 'registry.test:5000', host: 'registry.09-rbac-r1.test:5000', password: { written: 'well-known', own: session.registryPassword } });
    expect(session.ownImages).to.deep.equal(['registry.test:5000/hello']);
  });

  it('lets Pod Security refuse what its pods must not do, and gives them no token, unless it is allowed', async () => {
    const admission = (namespace: string): unknown => JSON.parse(api.seen.find(({ method, url, body }) => method === 'POST' && url.pathname === '/api/v1/namespaces' && (JSON.parse(body) as Made).metadata.name === namespace)?.body ?? '{}');
    await openNamespace(new Scope(session, '09-rbac-r1'));
    expect(admission('09-rbac-r1')).to.have.nested.property('metadata.labels.pod-security\\.kubernetes\\.io/enforce', 'baseline');
    expect(cluster.patched['/api/v1/namespaces/09-rbac-r1/serviceaccounts/default']).to.have.property('automountServiceAccountToken', false);
    session.load([], { allows: ['accounts', 'host-path'] });
    await openNamespace(new Scope(session, '09-rbac-r1-other'));
    expect(admission('09-rbac-r1-other')).to.have.nested.property('metadata.labels.pod-security\\.kubernetes\\.io/enforce', 'privileged');
    expect(cluster.patched).not.to.have.property('/api/v1/namespaces/09-rbac-r1-other/serviceaccounts/default');
  });

  it('leaves folders of the node to the reading of the files where the lesson lets pods have some', async () => {
    session.load([], { podNeeds: { nodeFolders: ['/var/lib/diary'] } });
    await openNamespace(new Scope(session, '09-rbac-r1'));
    const { body = '{}' } = api.seen.find(({ method, url }) => method === 'POST' && url.pathname === '/api/v1/namespaces') ?? {};
    expect(JSON.parse(body)).to.have.nested.property('metadata.labels.pod-security\\.kubernetes\\.io/enforce', 'privileged');
  });

  it('leaves the tokens of pods to a lesson that is about them', async () => {
    session.load([], { podNeeds: { tokens: true } });
    await openNamespace(new Scope(session, '09-rbac-r1'));
    expect(cluster.patched).not.to.have.property('/api/v1/namespaces/09-rbac-r1/serviceaccounts/default');
  });

  it('gives no account of a folder a token where the folder may give rights', async () => {
    const withoutTokens = async (options: Parameters<Session['load']>[1], name: string): Promise<unknown> => {
      session.load([], options);
      const scope = new Scope(session, name);
      await openNamespace(scope);
      return scope.isolation.withoutTokens;
    };
    expect(await withoutTokens({ accountKinds: ['ServiceAccount', 'ClusterRoleBinding'] }, '09-rbac-r1')).to.equal('all');
    expect(await withoutTokens({ podNeeds: { audiences: ['vault'] } }, '09-rbac-r1-third'), 'where the lesson is about tokens for somebody else').to.equal(true);
    expect(await withoutTokens({ accountKinds: ['ServiceAccount'], podNeeds: { tokens: true } }, '09-rbac-r1-other')).to.equal(undefined);
  });

  it('leaves out rights that the lesson does not need, and makes them where it is about rights', () => {
    const found = (options: Parameters<Session['load']>[1]): { leftOut: string[]; made: boolean } => {
      session.load([], options);
      return { leftOut: session.leftOut.map(({ id }) => id), made: session.manifests.find('ClusterRole', 'reader') !== undefined };
    };
    expect(found({})).to.deep.equal({ leftOut: ['ClusterRole/reader'], made: false });
    expect(found({ accountKinds: ['ServiceAccount', 'CertificateSigningRequest'] })).to.deep.equal({ leftOut: ['ClusterRole/reader'], made: false });
    expect(found({ accountKinds: ['Role'] }), 'there it is for the fence to refuse').to.deep.equal({ leftOut: [], made: true });
    expect(found({ allows: ['accounts'] })).to.deep.equal({ leftOut: [], made: true });
  });

  it('knows from then on what the cluster has, what the lesson brings and allows, and which namespaces it stands for', async () => {
    const scope = new Scope(session, '09-rbac-r1');
    await openNamespace(scope);
    expect(scope.isolation).to.deep.equal({
      namespace: '09-rbac-r1',
      storageClasses: ['standard'],
      hasDefaultClass: false,
      brings: new Set(['Namespace/team', 'ServiceAccount/viewer', 'ClusterRole/reader']),
      withoutTokens: 'all', withoutSystemPriority: true, standsFor: new Set(['team']),
      accounts: new Map([['viewer', 'team']]),
      clusterWide: ['ClusterRole'],
    });
  });

  it('finds by the learner\'s name what was made for the run, and what the cluster has', async () => {
    const scope = new Scope(session, '09-rbac-r1');
    await openNamespace(scope);
    cluster.add('ClusterRole/reader-09-rbac-r1', { object: { rules: ['ours'] } });
    cluster.add('ClusterRole/view', { runId: '', object: { rules: ['theirs'] } });
    const rulesOf = async (name: string): Promise<unknown> => (await scope.read<{ rules: unknown }>('rbac.authorization.k8s.io/v1', 'ClusterRole', name))?.rules;
    expect([await rulesOf('reader'), await rulesOf('view')]).to.deep.equal([['ours'], ['theirs']]);
    await scope.delete('ClusterRole/reader');
    await scope.delete('CronJob/nightly');
    expect(cluster.deleted).to.deep.equal(['/apis/rbac.authorization.k8s.io/v1/clusterroles/reader-09-rbac-r1', '/apis/batch/v1/namespaces/09-rbac-r1/cronjobs/nightly']);
  });

  it('means also what is applied later under another name', async () => {
    const scope = new Scope(session, '09-rbac-r1');
    await openNamespace(scope);
    scope.noteApplied(session.manifests.need('ClusterRole', 'reader', '09-rbac').named('writer'));
    await scope.delete('ClusterRole/writer');
    expect(cluster.deleted.at(-1)).to.match(/clusterroles\/writer-09-rbac-r1$/);
  });
});

interface Made {
  metadata: { name: string };
}
