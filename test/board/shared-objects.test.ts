import type { ServerResponse } from 'node:http';
import { expect } from 'chai';
import { BoardClient } from '../../harness/board/board-client.ts';
import { SharedObjects } from '../../harness/board/shared-objects.ts';
import { kindNamed, type Kind } from '../../harness/client/kinds.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import { apiSource } from '../../harness/wait/api-source.ts';
import { systemClock } from '../../harness/wait/clock.ts';
import { watchObjects } from '../../harness/wait/watch-objects.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';

const pod = (namespace: string, name: string, more: object = {}): KubeObject => ({ metadata: { name, namespace, uid: `${namespace}-${name}`, resourceVersion: '1', ...more } });

describe('objects that many namespaces share', () => {
  const [pods, secrets] = ['Pod', 'Secret'].map((kind) => kindNamed(kind)) as [Kind, Kind];
  let api: FakeApi;
  let stop: AbortController;
  let shared: SharedObjects;
  /** The watch of the pods. */
  let stream: ServerResponse;
  const send = (type: string, object: KubeObject): void => { stream.write(`${JSON.stringify({ type, object })}\n`); };

  beforeEach(async () => {
    stop = new AbortController();
    const opened = Promise.withResolvers<undefined>();
    api = await FakeApi.serve({
      'GET /api/v1/pods': () => ({ metadata: { resourceVersion: '5' }, items: [pod('a', 'one', { labels: { app: 'x' } }), pod('a', 'two'), pod('b', 'one'), pod('elsewhere', 'one')] }),
      'GET /api/v1/pods?watch': (_, response) => {
        stream = response;
        response.writeHead(200).flushHeaders();
        opened.resolve(undefined);
      },
      'GET /api/v1/secrets': (_, response) => { refuse(response, 403, { reason: 'Forbidden' }); },
    });
    shared = await SharedObjects.follow(api.client, [pods, secrets], { reads: (namespace) => namespace !== 'elsewhere', clock: systemClock, signal: stop.signal, onLost: () => undefined });
    await opened.promise;
  });
  afterEach(async () => {
    stop.abort();
    await api.close();
  });

  const names = (objects: readonly KubeObject[]): string[] => objects.map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`);

  it('are asked for once, and found by namespace, name, label and field', () => {
    expect(names(shared.list('v1', 'Pod', {}))).to.deep.equal(['a/one', 'a/two', 'b/one']);
    expect(names(shared.list('v1', 'Pod', { namespace: 'a', labels: { app: 'x' } }))).to.deep.equal(['a/one']);
    expect(names(shared.list('v1', 'Pod', { namespace: 'a', name: 'two' }))).to.deep.equal(['a/two']);
    expect(names(shared.list('v1', 'Pod', { fields: 'metadata.namespace!=a' }))).to.deep.equal(['b/one']);
    expect(shared.list('v1', 'Pod', { namespace: 'a' })[0]).to.include({ apiVersion: 'v1', kind: 'Pod' });
    expect(api.seen.filter(({ url }) => url.pathname.includes('pods') && !url.searchParams.has('watch'))).to.have.length(1);
  });

  it('answer a client without the API server; what is not followed is asked for', async () => {
    const client = new BoardClient(api.client.rest, shared);
    const before = api.seen.length;
    expect((await client.list('v1', 'Pod', { namespace: 'b' })).items.length).to.equal(1);
    expect(await client.read({ apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'none' })).to.equal(undefined);
    expect(api.seen.length).to.equal(before);
    expect([...shared.unseen]).to.deep.equal(['Secret']);
    await client.list('v1', 'Secret', { namespace: 'a' }).catch(() => undefined);
    expect(api.seen.at(-1)?.url.pathname).to.equal('/api/v1/namespaces/a/secrets');
  });

  it('are watched by as many as want to, each seeing its own namespace only', async () => {
    const client = new BoardClient(api.client.rest, shared);
    const seen: string[][] = [];
    const changed = new Set<string>();
    shared.onChange((_, namespace) => changed.add(namespace ?? ''));
    for await (const { objects } of watchObjects(apiSource<KubeObject>(client, 'v1', 'Pod', { namespace: 'a' }), { clock: systemClock, signal: stop.signal })) {
      seen.push(names(objects));
      if (seen.length === 1) {
        send('ADDED', pod('elsewhere', 'new'));
        send('ADDED', pod('b', 'new'));
        send('ADDED', pod('a', 'new'));
        send('DELETED', pod('a', 'two'));
      }
      if (seen.length === 3) break;
    }
    expect(seen).to.deep.equal([['a/one', 'a/two'], ['a/one', 'a/two', 'a/new'], ['a/one', 'a/new']]);
    expect([...changed]).to.deep.equal(['b', 'a']);
  });

  it('tells what changes between a list and the watch after it', async () => {
    const source = shared.source<KubeObject>('v1', 'Pod', { namespace: 'a', labels: { app: 'x' } });
    expect((await source.list(stop.signal)).items.length).to.equal(1);
    const heard = new Promise<void>((resolve) => { shared.onChange(() => { resolve(); }); });
    send('MODIFIED', pod('a', 'one', { labels: { app: 'y' } }));
    await heard;
    for await (const event of source.watch('0', stop.signal)) {
      // It has no such label any more, so for who asked for the label it has gone.
      expect(event.type).to.equal('DELETED');
      break;
    }
  });
});
