import { expect } from 'chai';
import { rightLacking } from '../../harness/client/access-review.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import type { Isolation } from '../../harness/manifests/isolation/isolation.ts';
import { credentialsOf } from '../../harness/lesson/credentials.ts';
import { Subject } from '../../harness/lesson/subject.ts';
import { Authority } from '../../harness/objects/authority.ts';
import type { Scope } from '../../harness/objects/scope.ts';
import { FakeApi, refuse, type Answer } from '../client/fake-api.ts';

describe('another subject', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const serve = async (answers: Record<string, Answer>): Promise<Scope> => {
    api = await FakeApi.serve(answers);
    const isolation: Isolation = { namespace: '11-x-r1', storageClasses: [], hasDefaultClass: false };
    const running = { signal: new AbortController().signal };
    return { namespace: '11-x-r1', isolation, session: { client: api.client, running, labels: {}, context: { runId: 'r1' } } } as unknown as Scope;
  };

  it('asks with the token that is made for its ServiceAccount, and with nothing else', async () => {
    const scope = await serve({
      'POST /api/v1/namespaces/11-x-r1/serviceaccounts/reader/token': () => ({ status: { token: 'abc', expirationTimestamp: '2026-01-01T00:00:00Z' } }),
      'GET /api/v1/namespaces/11-x-r1/pods': () => ({ items: [{ metadata: { name: 'a' } }] }),
    });
    const reader = new Subject(scope, await credentialsOf(scope, { serviceAccount: 'reader', audiences: ['vault'], expirationSeconds: 600 }));
    expect(await reader.list('Pod')).to.deep.equal([{ metadata: { name: 'a' } }]);
    expect(JSON.parse(api.seen[0]?.body ?? '')).to.deep.include({ kind: 'TokenRequest', spec: { audiences: ['vault'], expirationSeconds: 600 } });
    expect(api.seen[1]?.headers['authorization']).to.equal('Bearer abc');
  });

  it('says that the folder has no such account', async () => {
    const scope = await serve({ '*': (_, response) => {
      response.statusCode = 404;
      return { kind: 'Status', code: 404, reason: 'NotFound', message: 'serviceaccounts "reader" not found' };
    } });
    const missing = (kind: string, name: string) => new Error(`no ${kind}/${name} in the folder`);
    Object.assign(scope.session, { manifests: { missing } });
    expect(await credentialsOf(scope, { serviceAccount: 'reader' }).catch((error: unknown) => error)).to.have.property('message', 'no ServiceAccount/reader in the folder');
  });

  it('asks in another name by impersonation, and with no credentials as nobody', async () => {
    const scope = await serve({ '*': () => ({ status: { userInfo: { username: 'jane', groups: ['dev'] } } }) });
    const jane = new Subject(scope, await credentialsOf(scope, { impersonate: 'jane', groups: ['dev', 'ops'] }));
    expect(await jane.whoAmI()).to.deep.equal({ username: 'jane', groups: ['dev'] });
    expect(api.seen[0]?.headers).to.include({ 'impersonate-user': 'jane' });
    expect(api.seen[0]?.headers['impersonate-group']).to.equal('dev, ops');
    const nobody = new Subject(scope, await credentialsOf(scope, 'nobody'));
    await nobody.whoAmI();
    expect(api.seen[1]?.headers).to.not.have.property('authorization');
    expect(api.seen[1]?.headers).to.not.have.property('impersonate-user');
  });

  it('gets a response whatever its status', async () => {
    const scope = await serve({
      'GET /livez': (_, response) => { response.end('ok'); },
      '*': (_, response) => { refuse(response, 403, { reason: 'Forbidden', message: 'pods is forbidden' }); },
    });
    const nobody = new Subject(scope, { kind: 'anonymous' });
    expect(await nobody.raw('GET', '/livez')).to.deep.equal({ status: 200, body: 'ok' });
    expect(await nobody.raw('GET', '/api/v1/pods')).to.deep.include({ status: 403 });
  });

  it('is refused for itself: that is no right that the harness lacks', async () => {
    const scope = await serve({ '*': (_, response) => { refuse(response, 403, { message: 'pods is forbidden: User "jane" cannot list resource "pods" in API group ""' }); } });
    const ask = async (client: typeof scope.session.client): Promise<unknown> => await client.list('v1', 'Pod').catch((error: unknown) => rightLacking(error));
    expect(await ask(new Subject(scope, { kind: 'token', token: 't' }).client)).to.equal(undefined);
    expect(await ask(scope.session.client)).to.deep.equal({ username: 'jane', right: { verb: 'list', resource: 'pods', group: '' } });
  });

  it('may do what the API server says that it may, in the namespace of the lesson', async () => {
    const scope = await serve({ '*': ({ body }) => ({ status: { allowed: body.includes('"verb":"get"') } }) });
    const reader = new Subject(scope, { kind: 'token', token: 't' });
    expect([await reader.may({ verb: 'get', resource: 'pods' }), await reader.may({ verb: 'delete', resource: 'pods' })]).to.deep.equal([true, false]);
    expect(JSON.parse(api.seen[0]?.body ?? '')).to.have.nested.property('spec.resourceAttributes.namespace', '11-x-r1');
  });

  it('knows when its certificate ends, where it has one', async () => {
    const scope = await serve({});
    const { certificate, key } = await (await Authority.unknown()).certificate({ user: 'jane', from: 0, until: 600 });
    const jane = new Subject(scope, await credentialsOf(scope, { certificate, key }));
    expect(jane.certificateEnds).to.be.within(Date.now() + 590_000, Date.now() + 601_000);
    expect(new Subject(scope, { kind: 'token', token: 't' }).certificateEnds).to.equal(undefined);
  });

  it('makes an object, isolated and with our labels, and poses as somebody else with its own credentials', async () => {
    const scope = await serve({
      'GET /api/v1': () => ({ resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true, verbs: [] }] }),
      '*': () => ({ status: { userInfo: { username: 'jane' } } }),
    });
    const reader = new Subject(scope, { kind: 'token', token: 't' });
    await reader.create(new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } }, undefined, 'l'));
    const made = api.seen.at(-1);
    expect(`${made?.method ?? ''} ${made?.url.pathname ?? ''}`).to.equal('POST /api/v1/namespaces/11-x-r1/configmaps');
    expect(JSON.parse(made?.body ?? '')).to.have.nested.property('metadata.namespace', '11-x-r1');
    await reader.posingAs('jane', ['dev']).whoAmI();
    expect(api.seen.at(-1)?.headers).to.include({ 'authorization': 'Bearer t', 'impersonate-user': 'jane', 'impersonate-group': 'dev' });
  });

  it('is held to what its test may do', async () => {
    const scope = await serve({ '*': () => ({}) });
    scope.session.client.guard = ({ verb, kind }) => { throw new Error(`may not ${verb} ${kind}`); };
    const reader = new Subject(scope, { kind: 'token', token: 't' });
    const error: unknown = await reader.delete('Pod/a').catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('may not delete Pod');
    expect(api.seen).to.deep.equal([]);
  });
});
