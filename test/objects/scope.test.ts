import { expect } from 'chai';

import type { KubeObject } from '../../harness/client/objects.ts';
import type { Scope } from '../../harness/objects/scope.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('a namespace of a lesson', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let scope: Scope;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    scope = scopeOn(api);
  });
  afterEach(async () => { await api.close(); });
  const secrets = { apiVersion: 'v1', kind: 'Secret', labels: { app: 'web' } } as const;

  it('waits for whatever a spec looks for, and says what is there when it does not come', async () => {
    const state = { en: 'two secrets', ja: 'Secret が 2 つ' };
    const nothing = await failureFrom(scope.until({ ...secrets, state, within: 400, seen: () => undefined }));
    expect(nothing).to.include({ object: 'Secret/web', expected: 'two secrets within 0.4 s' });
    expect(nothing.observed).to.include('there is none');
    cluster.put('Secret/one', {}, { labels: { app: 'web' } });
    const failure = await failureFrom(scope.until({ ...secrets, state, within: 400, seen: () => undefined }));
    expect(failure.observed).to.include('1: one');
    expect(failure.ja.observed).to.include('1 個: one');
    cluster.put('Secret/two', {}, { labels: { app: 'web' } });
    expect(await scope.until<KubeObject, number>({ ...secrets, state, seen: ({ length }) => (length === 2 ? length : undefined) })).to.equal(2);
  });

  it('keeps the history of its waits in both languages, for the evidence', async () => {
    cluster.put('Secret/one', {}, { labels: { app: 'web' } });
    await scope.until({ ...secrets, state: verbatim('there'), seen: () => true });
    expect(scope.session.running.timelines.map(({ state, seen, outcome }) => ({ state, seen: seen.map(({ what }) => what.ja), outcome }))).to.deep.equal([
      { state: { en: 'there', ja: 'there' }, seen: ['1 個: one'], outcome: { en: 'reached', ja: '到達しました' } },
    ]);
  });

  it('reads, lists and deletes; what is not there is deleted already', async () => {
    cluster.put('Secret/one');
    expect((await scope.read('v1', 'Secret', 'one'))?.metadata?.name).to.equal('one');
    expect(await scope.list('v1', 'Secret')).to.have.length(1);
    await scope.delete('Secret/one');
    await scope.delete('Secret/one', { graceSeconds: 0 });
    expect(await scope.read('v1', 'Secret', 'one')).to.equal(undefined);
  });
});
