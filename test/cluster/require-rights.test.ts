import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';

import { missingRight, MissingRights, requireRights } from '../../harness/cluster/require-rights.ts';
import { ApiError } from '../../harness/client/api-error.ts';
import type { Right } from '../../harness/client/access-review.ts';
import type { Use } from '../../harness/client/use.ts';
import { FakeApi, refuse, type Answer } from '../client/fake-api.ts';

const access = 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const self = 'POST /apis/authentication.k8s.io/v1/selfsubjectreviews';

describe('the rights that a run needs', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });
  const { signal } = new AbortController();
  const use = (kind: string, verb: Use['verb'], more: Partial<Use> = {}): Use => ({ apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, verb, namespace: '02-logging-r1', ...more });
  const uses = [use('Namespace', 'create'), use('Pod', 'get', { subresource: 'log' }), use('Deployment', 'create'), use('Deployment', 'patch')];

  const serve = async (allowed: (right: Right) => boolean, username = 'jane'): Promise<Right[]> => {
    const asked: Right[] = [];
    const review: Answer = ({ body }) => {
      const { spec } = JSON.parse(body) as { spec: { resourceAttributes: Right } };
      asked.push(spec.resourceAttributes);
      return { status: { allowed: allowed(spec.resourceAttributes) } };
    };
    api = await FakeApi.serve({ [access]: review, [self]: () => ({ status: { userInfo: { username } } }) });
    return asked;
  };
  const refusal = async (): Promise<MissingRights> => {
    const error: unknown = await requireRights(api.client, uses, signal).then(() => undefined, (thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(MissingRights);
    return error as MissingRights;
  };

  it('are asked for, each once, and there is nothing to say when all are there', async () => {
    const asked = await serve(() => true);
    await requireRights(api.client, [...uses, use('Deployment', 'patch', { namespace: '04-mysql-r1' })], signal);
    expect(asked.map(({ verb, resource, subresource = '' }) => `${verb} ${resource} ${subresource}`)).to.deep.equal(['create namespaces ', 'get pods log', 'create deployments ', 'patch deployments ']);
    expect(asked[2]).to.deep.equal({ verb: 'create', group: 'apps', resource: 'deployments', namespace: '02-logging-r1' });
  });

  it('are told by the first that is missing and its rule, in both languages', async () => {
    await serve(({ resource }) => resource !== 'pods');
    const { texts } = await refusal();
    expect(texts.message).to.deep.equal({ en: 'jane may not get pods/log, which this run needs', ja: 'jane には、この実行に必要な pods/log の get 権限がありません' });
    expect(texts.hint.en).to.include('Nothing was made.').and.to.include('- { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }');
    expect(texts.hint.ja).to.include('- { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }');
  });

  it('can be such as rules alone name, and for one signer alone', async () => {
    const others = [use('User', 'impersonate'), use('Signer', 'approve', { apiVersion: 'certificates.k8s.io/v1', name: 'kubernetes.io/kube-apiserver-client' })];
    const asked = await serve(({ resource }) => resource !== 'signers');
    const error: unknown = await requireRights(api.client, others, signal).then(() => undefined, (thrown: unknown) => thrown);
    expect(asked).to.deep.equal([{ verb: 'impersonate', group: '', resource: 'users' }, { verb: 'approve', group: 'certificates.k8s.io', resource: 'signers', name: 'kubernetes.io/kube-apiserver-client' }]);
    expect(error).to.be.instanceOf(MissingRights);
    const { texts, role } = error as MissingRights;
    expect(texts.message.en).to.equal('jane may not approve signers.certificates.k8s.io, which this run needs');
    expect(texts.hint.en).to.include('- { apiGroups: ["certificates.k8s.io"], resources: ["signers"], resourceNames: ["kubernetes.io/kube-apiserver-client"], verbs: ["approve"] }');
    const [given] = parseAllDocuments(role).map((document) => document.toJS() as { rules?: unknown });
    expect(given?.rules).to.deep.equal([
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
      { apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['kubernetes.io/kube-apiserver-client'], verbs: ['approve'] },
    ]);
  });

  it('are counted where more are missing', async () => {
    await serve(({ resource }) => resource === 'pods');
    const { texts } = await refusal();
    expect(texts.message.en).to.equal('jane may not create namespaces, which this run needs (and 2 more rights)');
  });

  it('come as a role with its binding, fit to be applied', async () => {
    await serve(() => false, 'system:serviceaccount:workshop:learner');
    const [role, binding] = parseAllDocuments((await refusal()).role).map((document) => document.toJS() as Record<string, unknown>);
    expect(role).to.deep.include({ kind: 'ClusterRole', rules: [
      { apiGroups: [''], resources: ['namespaces'], verbs: ['create'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create', 'patch'] },
    ] });
    expect(binding).to.deep.include({ kind: 'ClusterRoleBinding', subjects: [{ kind: 'ServiceAccount', namespace: 'workshop', name: 'learner' }] });
  });

  it('come as a role whose name is that of its rules: what one lesson needs does not take the place of what another does', async () => {
    await serve(() => false);
    const [role, binding] = parseAllDocuments((await refusal()).role).map((document) => document.toJS() as { metadata: { name: string }; roleRef?: { name: string } });
    expect(role?.metadata.name).to.match(/^cndjp2-e2e-[0-9a-f]{8}$/).and.to.equal(binding?.metadata.name).and.to.equal(binding?.roleRef?.name);
    const fewer: unknown = await requireRights(api.client, uses.slice(1), signal).catch((thrown: unknown) => thrown);
    expect((fewer as MissingRights).role).to.not.include(role?.metadata.name);
  });

  it('are bound to a user who is no service account by name', async () => {
    await serve(() => false);
    expect((await refusal()).role).to.include('name: jane');
  });

  it('are named too where one is missing only when it is used', () => {
    const refused = new ApiError('GET pods', 403, { message: 'pods "a" is forbidden: User "jane" cannot get resource "pods/log" in API group "" in the namespace "n"' });
    expect(missingRight(new Error('it failed', { cause: refused }))?.texts.message.ja).to.equal('jane には、この実行に必要な pods/log の get 権限がありません');
  });

  it('have nothing to do with a quota, or with what somebody else may not do', () => {
    expect(missingRight(new ApiError('POST pods', 403, { message: 'pods "a" is forbidden: exceeded quota: small' }))).to.equal(undefined);
    expect(missingRight(new ApiError('GET pods', 403, { message: 'pods is forbidden: User "jane" cannot list resource "pods" in API group ""' }, true))).to.equal(undefined);
  });

  it('do not keep a run from a server that cannot be asked', async () => {
    api = await FakeApi.serve({ '*': (_, response) => { refuse(response, 403, { message: 'no reviews here' }); } });
    await requireRights(api.client, uses, signal);
  });
});
