import { expect } from 'chai';
import { Acts, NotDone, type Actor } from '../../harness/acts/acts.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { FakeApi } from '../client/fake-api.ts';
import { WatchedObjects } from '../client/watched-objects.ts';

const web = (image: string, replicas = 2): KubeObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', uid: 'd' }, spec: { replicas, template: { spec: { containers: [{ name: 'app', image }] } } } }) as KubeObject;
const manifest = (image: string): Manifest => new Manifest(web(image), undefined, '06-rolling-update');
const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'me' };

describe('acts', () => {
  let api: FakeApi;
  let objects: WatchedObjects;
  let actor: Actor | undefined;
  beforeEach(async () => {
    objects = new WatchedObjects('me');
    api = await FakeApi.serve({ '*': objects.answer });
  });
  afterEach(async () => { await api.close(); });
  const acts = (by: Actor | undefined, waitMs = 30_000): Acts => {
    actor = by;
    return new Acts({ client: api.client, place: { context: 'kind-mine', namespace: 'me' }, fileOf: () => 'mine/web.yaml', waitMs, actor: () => actor, signal: () => new AbortController().signal });
  };
  const writes = (): string[] => api.seen.filter(({ method }) => method !== 'GET').map(({ method, url, body }) => `${method} ${url.pathname} ${body}`.trim());
  const path = '/apis/apps/v1/namespaces/me/deployments';

  it('wait until the learner has done it, and write nothing', async () => {
    objects.put('deployments', web('app:1.0'));
    const asked = acts('learner');
    expect(asked.areAsked).to.equal(true);
    const done = asked.apply(manifest('app:2.0'));
    await objects.untilWatched('deployments');
    expect(asked.waitedMs).to.be.greaterThan(0);
    objects.put('deployments', web('app:1.0', 3));
    objects.put('deployments', web('app:2.0', 3));
    await done;
    expect(writes()).to.deep.equal([]);
  });

  it('ask for nothing that is done already', async () => {
    objects.put('deployments', web('app:2.0'));
    await acts('learner', 1).apply(manifest('app:2.0'));
    await acts('learner', 1).scale(ref, 2);
    await acts('learner', 1).delete({ ...ref, name: 'other' });
  });

  it('say with which command, when the learner has not done it in time', async () => {
    objects.put('deployments', web('app:1.0'));
    const commandOf = async (act: Promise<void>): Promise<string> => await act.then(() => 'done', (error: unknown) => (error instanceof NotDone ? error.command : String(error)));
    expect(await commandOf(acts('learner', 50).apply(manifest('app:2.0')))).to.match(/set image deployment\/web app=app:2\.0$/);
    expect(await commandOf(acts('learner', 50).scale(ref, 5))).to.match(/scale deployment\/web --replicas=5$/);
    expect(await commandOf(acts('learner', 50).delete(ref))).to.match(/delete deployment\/web$/);
    expect(await commandOf(acts('learner', 50).undo(ref, 1, { spec: {} }))).to.match(/rollout undo deployment\/web --to-revision=1$/);
    objects.delete('deployments', 'web');
    expect(await commandOf(acts('learner', 50).apply(manifest('app:2.0')))).to.match(/apply -f mine\/web\.yaml$/);
  });

  it('are done by the suite with what is asked for alone, and put back', async () => {
    objects.put('deployments', web('app:1.0'));
    const own = acts('suite');
    await own.apply(manifest('app:2.0'));
    objects.put('deployments', web('app:2.0'));
    await own.apply(new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }, undefined, 'x'));
    objects.put('configmaps', { metadata: { name: 'settings' } });
    await own.putBack();
    await own.putBack();
    expect(writes()).to.deep.equal([
      `PATCH ${path}/web [{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"app:2.0"}]`,
      'POST /api/v1/namespaces/me/configmaps {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"me"}}',
      'DELETE /api/v1/namespaces/me/configmaps/settings',
      `PATCH ${path}/web [{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"app:1.0"}]`,
    ]);
  });

  it('make again what they have deleted', async () => {
    objects.put('deployments', web('app:1.0'));
    const own = acts('suite');
    await own.delete(ref);
    objects.delete('deployments', 'web');
    await own.putBack();
    expect(writes().map((each) => each.split(' ').slice(0, 2).join(' '))).to.deep.equal([`DELETE ${path}/web`, `POST ${path}`]);
    expect(writes()[1]).to.contain('app:1.0').and.not.contain('uid');
  });
});
