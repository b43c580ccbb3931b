import type { ServerResponse } from 'node:http';

import { expect } from 'chai';

import { ApiError } from '../../harness/client/api-error.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { FakeApi, refuse } from './fake-api.ts';

describe('the client of the API server', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const caught = async (promise: Promise<unknown>): Promise<Error> => {
    try {
      await promise;
    } catch (error) {
      return error as Error;
    }
    throw new Error('it did not fail');
  };

  it('reads an object, and says undefined for one that is not there', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods/p': () => ({ metadata: { name: 'p' } }) });
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'n' };
    expect(await api.client.read({ ...ref, name: 'p' })).to.deep.equal({ metadata: { name: 'p' } });
    expect(await api.client.read({ ...ref, name: 'q' })).to.equal(undefined);
  });

  it('applies server-side, strictly, under its own name', async () => {
    api = await FakeApi.serve({ 'PATCH /apis/apps/v1/namespaces/n/deployments/d': () => ({}) });
    await api.client.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd', namespace: 'n' } });
    const [request] = api.seen;
    expect(Object.fromEntries(request?.url.searchParams ?? [])).to.deep.equal({ fieldManager: 'cndjp2-e2e', force: 'true', fieldValidation: 'Strict' });
    expect(request?.headers['content-type']).to.equal('application/apply-patch+yaml');
  });

  it('tells a refusal with the server\'s own status', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/nodes': (_, response) => { refuse(response, 403, { reason: 'Forbidden', message: 'nodes is forbidden' }); } });
    const error = await caught(api.client.list('v1', 'Node'));
    expect(error).to.be.instanceOf(ApiError);
    expect(error.message).to.equal('GET /api/v1/nodes: 403 Forbidden nodes is forbidden');
  });

  it('blames the environment when no answer comes before the deadline', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/nodes': () => undefined });
    const error = await caught(api.client.list('v1', 'Node', {}, { deadlineMs: 50 }));
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.match(/^the API server http:\/\/127\.0\.0\.1:\d+ does not respond/);
  });

  const sendWithoutEnd = (response: ServerResponse): void => {
    const chunk = Buffer.alloc(1_000_000, 'x');
    const send = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', send);
    };
    send();
  };

  it('reads no response without end, and blames the environment', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/nodes': (_, response) => { sendWithoutEnd(response); } });
    const error = await caught(api.client.list('v1', 'Node'));
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.match(/its responses have more than 128 MB$/);
  });

  it('reads no more of a refusal without end than it tells', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/nodes': (_, response) => { response.writeHead(503); sendWithoutEnd(response); } });
    const error = await caught(api.client.list('v1', 'Node'));
    expect(error).to.be.instanceOf(ApiError);
    expect(error.message).to.match(/^GET \/api\/v1\/nodes: 503 +x{500}$/);
  });

  it('blames the environment when nobody listens', async () => {
    api = await FakeApi.serve({});
    const { client } = api;
    await api.close();
    const error = await caught(client.list('v1', 'Node'));
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.contain('ECONNREFUSED');
    api = await FakeApi.serve({});
  });

  it('ends with the reason of the caller\'s signal', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/nodes': () => undefined });
    const stop = new AbortController();
    const listing = caught(api.client.list('v1', 'Node', {}, { signal: stop.signal }));
    stop.abort(new Error('the test is over'));
    expect((await listing).message).to.equal('the test is over');
  });

  it('asks the server once for a kind that it does not know', async () => {
    api = await FakeApi.serve({
      'GET /apis/example.com/v1': () => ({ resources: [{ name: 'widgets', kind: 'Widget', namespaced: true }, { name: 'widgets/status', kind: 'Widget', namespaced: true }] }),
      'GET /apis/example.com/v1/namespaces/n/widgets': () => ({ items: [] }),
    });
    await api.client.list('example.com/v1', 'Widget', { namespace: 'n' });
    await api.client.list('example.com/v1', 'Widget', { namespace: 'n' });
    expect(api.seen.map((request) => request.url.pathname).filter((path) => path === '/apis/example.com/v1')).to.have.length(1);
  });

  it('evicts a pod, or only asks whether it may', async () => {
    api = await FakeApi.serve({ 'POST /api/v1/namespaces/n/pods/p/eviction': () => ({}) });
    await api.client.evict({ namespace: 'n', name: 'p' });
    await api.client.evict({ namespace: 'n', name: 'p' }, { dryRun: true });
    const evictions = api.seen.filter(({ method }) => method === 'POST');
    expect(evictions.map(({ url }) => url.searchParams.get('dryRun'))).to.deep.equal([null, 'All']);
    expect(JSON.parse(evictions[0]?.body ?? '')).to.deep.equal({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace: 'n', name: 'p' } });
  });
});
