import { expect } from 'chai';

import { OwnNamespaces } from '../../harness/objects/own-namespaces.ts';
import type { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { FakeApi } from '../client/fake-api.ts';
import { LiveCluster } from './live-cluster.ts';

describe('the namespaces of a lesson', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let namespaces: OwnNamespaces;
  let lost: Promise<EnvironmentError>;
  let told: EnvironmentError[];
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    cluster.put('Namespace/04-mysql-r1');
    cluster.put('Namespace/04-mysql-r1-control');
    told = [];
    const first = Promise.withResolvers<EnvironmentError>();
    lost = first.promise;
    namespaces = new OwnNamespaces(api.client, '04-mysql', (error) => {
      told.push(error);
      first.resolve(error);
    });
    namespaces.watch('04-mysql-r1');
    namespaces.watch('04-mysql-r1-control');
  });
  afterEach(async () => {
    namespaces.release();
    await api.close();
  });

  it('are lost from the moment in which one is being deleted', async () => {
    cluster.put('Namespace/04-mysql-r1-control', {}, { deletionTimestamp: '2026-11-26T00:00:00Z' });
    const { texts } = await lost;
    expect(texts.message).to.deep.equal({
      en: 'somebody else deleted the namespace 04-mysql-r1-control while the lesson was running', ja: 'レッスンの実行中に Namespace 04-mysql-r1-control が外部から削除されました',
    });
    expect(namespaces.isLost('04-mysql-r1-control')).to.equal(true);
    expect(namespaces.isLost('04-mysql-r1')).to.equal(false);
  });

  it('are lost when one is gone, also where nobody has told of it', async () => {
    const silent = await FakeApi.serve({});
    try {
      const unwatched = new OwnNamespaces(silent.client, 'l', (error) => { told.push(error); });
      unwatched.watch('gone');
      await unwatched.look();
      expect(told.map(({ message }) => message)).to.deep.equal(['somebody else deleted the namespace gone while the lesson was running']);
      unwatched.release();
    } finally {
      await silent.close();
    }
  });

  it('are the lesson’s own to delete when it is over', async () => {
    namespaces.release();
    cluster.remove('Namespace/04-mysql-r1');
    await namespaces.look();
    expect(told).to.deep.equal([]);
  });

  it('are not lost because nobody says whether they are there', async () => {
    const refusing = await FakeApi.serve({ '*': (_, response) => { response.writeHead(403).end('{}'); } });
    try {
      const unseen = new OwnNamespaces(refusing.client, 'l', (error) => { told.push(error); });
      unseen.watch('n');
      await unseen.look();
      expect(told).to.deep.equal([]);
      unseen.release();
    } finally {
      await refusing.close();
    }
  });
});
