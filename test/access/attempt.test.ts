import { expect } from 'chai';
import { attempt } from '../../harness/access/attempt.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';

describe('the request that a right is about', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  for (const [right, sent] of [
    [{ verb: 'get', resource: 'pods', name: 'web' }, 'GET /api/v1/namespaces/n/pods/web'],
    [{ verb: 'list', resource: 'pods', name: 'web' }, 'GET /api/v1/namespaces/n/pods?limit=1'],
    [{ verb: 'watch', resource: 'deployments', group: 'apps' }, 'GET /apis/apps/v1/namespaces/n/deployments?watch=true&timeoutSeconds=1'],
    [{ verb: 'create', resource: 'secrets' }, 'POST /api/v1/namespaces/n/secrets?dryRun=All'],
    [{ verb: 'update', resource: 'secrets', name: 'a' }, 'PUT /api/v1/namespaces/n/secrets/a?dryRun=All'],
    [{ verb: 'patch', resource: 'secrets', name: 'a' }, 'PATCH /api/v1/namespaces/n/secrets/a?dryRun=All'],
    [{ verb: 'delete', resource: 'secrets', name: 'a' }, 'DELETE /api/v1/namespaces/n/secrets/a?dryRun=All'],
    [{ verb: 'deletecollection', resource: 'secrets' }, 'DELETE /api/v1/namespaces/n/secrets?dryRun=All'],
    [{ verb: 'get', resource: 'pods', subresource: 'log', name: 'web' }, 'GET /api/v1/namespaces/n/pods/web/log'],
    [{ verb: 'create', resource: 'pods', subresource: 'exec', name: 'web' }, 'POST /api/v1/namespaces/n/pods/web/exec?command=true&stdout=true'],
    [{ verb: 'create', resource: 'serviceaccounts', subresource: 'token', name: 'a' }, 'POST /api/v1/namespaces/n/serviceaccounts/a/token?dryRun=All'],
  ] as const) {
    it(`to ${right.verb} ${right.resource} is ${sent}`, async () => {
      api = await FakeApi.serve({ '*': () => ({}) });
      expect(await attempt(api.client, { ...right, namespace: 'n' })).to.deep.equal({ status: 200, message: '' });
      const [seen] = api.seen;
      expect(`${seen?.method} ${seen?.url.pathname}${seen?.url.search}`).to.equal(sent);
    });
  }

  it('asks in the whole cluster where no namespace is said, with the body that it is given', async () => {
    api = await FakeApi.serve({ '*': () => ({}) });
    await attempt(api.client, { verb: 'create', resource: 'nodes' }, { kind: 'Node' });
    expect([api.seen[0]?.url.pathname, api.seen[0]?.body]).to.deep.equal(['/api/v1/nodes', '{"kind":"Node"}']);
  });

  it('says how it was refused, and knows no request for a verb that is none', async () => {
    api = await FakeApi.serve({ '*': (_, response) => { refuse(response, 403, { message: 'no' }); } });
    expect(await attempt(api.client, { verb: 'list', resource: 'pods' })).to.deep.equal({ status: 403, message: 'no' });
    const error: unknown = await attempt(api.client, { verb: 'bind', resource: 'roles' }).catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('bind is the verb of no request');
  });
});
