import { expect } from 'chai';

import type { KubeObject } from '../../harness/client/objects.ts';
import { apiSource, LineTooLong, linesOf } from '../../harness/wait/api-source.ts';
import { systemClock } from '../../harness/wait/clock.ts';
import { watchSnapshots } from '../../harness/wait/snapshot.ts';
import { show } from '../../harness/text/show.ts';
import { oddObjectIn } from '../../harness/wait/odd-objects.ts';
import { watchObjects } from '../../harness/wait/watch-objects.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { FakeApi } from '../client/fake-api.ts';

describe('objects from an API server', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  it('are listed, then watched from the list\'s version with bookmarks, several kinds at once', async () => {
    const change = `${JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'b', uid: 'b', resourceVersion: '8' }, spec: { containers: [] } } })}\n`;
    api = await FakeApi.serve({
      'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '7' }, items: [{ metadata: { name: 'a', uid: 'a' }, spec: { containers: [] } }] }),
      'GET /api/v1/namespaces/n/pods?watch': (_, response) => {
        response.write(change.slice(0, 20));
        setImmediate(() => response.write(change.slice(20)));
      },
      'GET /api/v1/namespaces/n/services': () => ({ metadata: { resourceVersion: '7' }, items: [] }),
      'GET /api/v1/namespaces/n/services?watch': (_, response) => { response.write('\n'); },
    });
    const scope = { namespace: 'n', labels: { app: 'x' } };
    const sources = { pods: apiSource<KubeObject>(api.client, 'v1', 'Pod', scope), services: apiSource<KubeObject>(api.client, 'v1', 'Service', scope) };
    const seen: number[] = [];
    for await (const { snapshot } of watchSnapshots(sources, { clock: systemClock, signal: AbortSignal.timeout(5_000) })) {
      seen.push(snapshot.pods.length);
      if (snapshot.pods.length === 2) break;
    }
    expect(seen.at(-1)).to.equal(2);
    const watched = api.seen.find((request) => request.url.searchParams.has('watch') && request.url.pathname.endsWith('pods'));
    expect(watched?.url.searchParams.get('resourceVersion')).to.equal('7');
    expect(watched?.url.searchParams.get('allowWatchBookmarks')).to.equal('true');
    expect(watched?.url.searchParams.get('labelSelector')).to.equal('app=x');
  });

  for (const line of ['<html>', 'null', '[]', '{"type":"ADDED"}', '{"type":"ADDED","object":null}']) {
    it(`do not come from what answers a watch with ${line}: that is the environment's fault`, async () => {
      api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods?watch': (_, response) => { response.end(`${line}\n`); } });
      const events = apiSource<KubeObject>(api.client, 'v1', 'Pod', { namespace: 'n' }).watch('7', AbortSignal.timeout(5_000));
      let caught: unknown;
      try {
        await events[Symbol.asyncIterator]().next();
      } catch (error) {
        caught = error;
      }
      expect(caught).to.be.instanceOf(EnvironmentError);
      expect((caught as Error).message).to.contain(`does not answer as a Kubernetes API server: ${show(line)}`);
    });
  }

  it('are what their kind is: a list or a watch of something else is told at once, and not asked for again', async () => {
    const pod = { name: 'b', spec: { containers: [] } };
    for (const [items, event] of [[[pod], undefined], [[], { type: 'ADDED', object: pod }]] as const) {
      api = await FakeApi.serve({
        'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '7' }, items }),
        'GET /api/v1/namespaces/n/pods?watch': (_, response) => { response.write(`${JSON.stringify(event)}\n`); },
      });
      const startedAt = Date.now();
      let caught: unknown;
      try {
        for await (const { objects } of watchObjects(apiSource<KubeObject>(api.client, 'v1', 'Pod', { namespace: 'n' }), { clock: systemClock, signal: AbortSignal.timeout(20_000) })) expect(objects).to.deep.equal([]);
      } catch (error) {
        caught = error;
      }
      expect(caught).to.be.instanceOf(EnvironmentError).that.has.property('message').that.contains(`does not answer as a Kubernetes API server: this is no Pod: ${show(JSON.stringify(pod))}`);
      expect(Date.now() - startedAt).to.be.below(9_000);
      if (event === undefined) await api.close();
    }
  });

  it('that lack something of their kind do no harm until it is looked for: then the server is to blame', async () => {
    const pod = { metadata: { name: 'b', uid: 'b' } };
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '7' }, items: [pod] }) });
    const { items } = await apiSource<KubeObject>(api.client, 'v1', 'Pod', { namespace: 'n' }).list(AbortSignal.timeout(5_000));
    expect(items).to.deep.equal([pod]);
    expect(oddObjectIn({ pods: items }, new TypeError('spec is undefined'))?.message).to.contain(`this is no Pod: ${show(JSON.stringify(pod))}`);
    expect(oddObjectIn({ pods: items }, new Error('something else'))).to.equal(undefined);
    expect(oddObjectIn({ pods: [pod] }, new TypeError('of another object'))).to.equal(undefined);
  });

  it('take what a watch says of its end as it is', async () => {
    const lines = [{ type: 'BOOKMARK', object: { kind: 'Pod', metadata: { resourceVersion: '9' } } }, { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }];
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods?watch': (_, response) => { response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join('')); } });
    const seen: unknown[] = [];
    for await (const event of apiSource<KubeObject>(api.client, 'v1', 'Pod', { namespace: 'n' }).watch('7', AbortSignal.timeout(5_000))) seen.push(event);
    expect(seen).to.deep.equal(lines);
  });

  it('may be null where there are none', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/n/pods': () => ({ metadata: { resourceVersion: '7' }, items: null }) });
    expect(await api.client.list('v1', 'Pod', { namespace: 'n' })).to.deep.equal({ metadata: { resourceVersion: '7' }, items: [] });
  });

  it('come line by line, whatever the pieces; half a line at the end is left out', async () => {
    api = await FakeApi.serve({});
    const bytes = Buffer.from('a日\nb\nhalf');
    const lines: string[] = [];
    for await (const line of linesOf((async function* () { yield* [bytes.subarray(0, 2), bytes.subarray(2, 5), bytes.subarray(5)]; await Promise.resolve(); })())) lines.push(line);
    expect(lines).to.deep.equal(['a日', 'b']);
  });

  it('take a line in many parts, and none that does not end', async () => {
    async function* stream(parts: number): AsyncGenerator<string> {
      for (let n = 0; n < parts; n += 1) yield 'x'.repeat(10_000);
      yield await Promise.resolve('\n\nb\nhalf');
    }
    const lines: string[] = [];
    for await (const line of linesOf(stream(1_000))) lines.push(line);
    expect(lines.map(({ length }) => length)).to.deep.equal([10_000_000, 1]);
    const endless = (async () => { for await (const line of linesOf(stream(2_000))) lines.push(line); })();
    expect(await endless.catch((error: unknown) => error)).to.be.instanceOf(LineTooLong);
  });
});
