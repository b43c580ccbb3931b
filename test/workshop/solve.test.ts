import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import type { Text } from '../../harness/text/language.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { runSolve } from '../../harness/workshop/run-solve.ts';
import { solve, solvedAnnotation, type Solved } from '../../harness/workshop/solve.ts';
import { FakeApi, refuse, type Answer } from '../client/fake-api.ts';

const manifest = (kind: string, name: string, more: object = {}): Manifest => new Manifest({ apiVersion: 'v1', kind, metadata: { name }, ...more }, undefined, '20-x');

describe('solving a lesson', () => {
  let api: FakeApi;
  /** What lies on the cluster, by its address. */
  let there: Map<string, KubeObject>;
  let requests: string[];
  /** Addresses that cannot be changed. */
  let fixed: Set<string>;
  let refused: { path: string; code: number; message: string } | undefined;
  const { signal } = new AbortController();

  const answer: Answer = ({ method, url, body }, response) => {
    const path = url.pathname;
    if (method !== 'GET') requests.push(`${method} ${path}`);
    if (refused?.path === path && method !== 'GET') {
      refuse(response, refused.code, { message: refused.message });
      return undefined;
    }
    if (method === 'DELETE') {
      there.delete(path);
      return {};
    }
    if (method === 'GET') {
      if (!there.has(path)) refuse(response, 404, { reason: 'NotFound' });
      return there.get(path);
    }
    if (there.has(path) && fixed.has(path)) {
      refuse(response, 422, { message: 'pod updates may not change fields' });
      return undefined;
    }
    there.set(path, JSON.parse(body) as KubeObject);
    return there.get(path);
  };

  beforeEach(async () => {
    there = new Map([['/api/v1/namespaces/me', { metadata: { name: 'me', uid: '01234567-89ab' } }]]);
    requests = [];
    fixed = new Set();
    refused = undefined;
    api = await FakeApi.serve({ '*': answer });
  });
  afterEach(async () => { await api.close(); });

  const solving = async (manifests: readonly Manifest[], replace = false): Promise<Solved> => await solve(api.client, { lesson: '20-x', manifests, namespace: 'me', replace, signal });
  const at = (plural: string, name: string): string => `/api/v1/namespaces/me/${plural}/${name}`;

  it('applies ours in the order in which they need each other, and marks each', async () => {
    const done = await solving([manifest('Pod', 'a'), manifest('ConfigMap', 'b')]);
    expect(done).to.deep.equal({ applied: ['ConfigMap/b', 'Pod/a'], madeAnew: [], leftOut: [] });
    expect(there.get(at('pods', 'a'))?.metadata).to.deep.equal({ name: 'a', namespace: 'me', annotations: { [solvedAnnotation]: '20-x' } });
  });

  it('leaves out what is for the whole cluster, and pods that the server would not take without it', async () => {
    const urgent = { spec: { priorityClassName: 'urgent' } };
    const done = await solving([manifest('PriorityClass', 'urgent'), manifest('Pod', 'a', urgent), manifest('Pod', 'b')]);
    expect(done).to.deep.equal({ applied: ['Pod/b'], madeAnew: [], leftOut: ['PriorityClass/urgent', 'Pod/a'] });
  });

  it("touches nothing where the learner's own are there, until that is said", async () => {
    there.set(at('configmaps', 'b'), { metadata: { name: 'b', resourceVersion: '7' } });
    const error = await solving([manifest('Pod', 'a'), manifest('ConfigMap', 'b')]).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvironmentError).and.have.property('message').that.equals('the learner has these in the namespace me: ConfigMap/b');
    expect(requests).to.deep.equal([]);
    await solving([manifest('ConfigMap', 'b')], true);
    expect(requests).to.deep.equal([`PUT ${at('configmaps', 'b')}`]);
    expect(there.get(at('configmaps', 'b'))?.metadata).to.include({ resourceVersion: '7' });
  });

  it('replaces what it has solved before without being told', async () => {
    await solving([manifest('ConfigMap', 'b')]);
    await solving([manifest('ConfigMap', 'b')]);
    expect(requests).to.deep.equal([`PATCH ${at('configmaps', 'b')}`, `PUT ${at('configmaps', 'b')}`]);
  });

  it('makes anew what cannot be changed', async () => {
    there.set(at('pods', 'a'), { metadata: { name: 'a', uid: 'old' } });
    fixed.add(at('pods', 'a'));
    expect(await solving([manifest('Pod', 'a')], true)).to.deep.include({ madeAnew: ['Pod/a'] });
    expect(requests).to.deep.equal([`PUT ${at('pods', 'a')}`, `DELETE ${at('pods', 'a')}`, `PATCH ${at('pods', 'a')}`]);
  });

  it('never takes a claim away from its volume', async () => {
    there.set(at('persistentvolumeclaims', 'data'), { metadata: { name: 'data' } });
    await solving([manifest('PersistentVolumeClaim', 'data')], true);
    expect(requests).to.deep.equal([`PATCH ${at('persistentvolumeclaims', 'data')}`]);
  });

  it("makes a volume the learner's own, once, and leaves out what belongs to nobody", async () => {
    const volume = manifest('PersistentVolume', 'disk', { spec: { storageClassName: 'manual', hostPath: { path: '/data' } } });
    const claim = manifest('PersistentVolumeClaim', 'data', { spec: { storageClassName: 'manual' } });
    const done = await solving([volume, claim, manifest('Namespace', 'other'), manifest('PriorityClass', 'high')]);
    expect(done.applied).to.deep.equal(['PersistentVolume/disk-me', 'PersistentVolumeClaim/data']);
    expect(done.leftOut).to.deep.equal(['Namespace/other', 'PriorityClass/high']);
    expect(there.get('/api/v1/persistentvolumes/disk-me')).to.have.nested.property('spec.hostPath.path', '/var/lib/cndjp2-workshop/me-01234567/data');
    requests = [];
    await solving([volume, claim]);
    expect(requests).to.deep.equal([`PUT ${at('persistentvolumeclaims', 'data')}`].map((each) => each.replace('PUT', 'PATCH')));
    there.set('/api/v1/persistentvolumes/disk-me', { ...there.get('/api/v1/persistentvolumes/disk-me'), status: { phase: 'Released' } } as KubeObject);
    requests = [];
    await solving([volume]);
    expect(requests, 'alone it has no claim').to.deep.equal([]);
    await solving([volume, claim]);
    expect(requests.slice(0, 2)).to.deep.equal(['DELETE /api/v1/persistentvolumes/disk-me', 'PATCH /api/v1/persistentvolumes/disk-me']);
  });

  it('goes on where a learner may make no volume', async () => {
    refused = { path: '/api/v1/persistentvolumes/disk-me', code: 403, message: 'User "x" cannot patch resource "persistentvolumes" in API group "" at the cluster scope' };
    const volume = manifest('PersistentVolume', 'disk', { spec: { storageClassName: 'manual' } });
    const done = await solving([volume, manifest('PersistentVolumeClaim', 'data', { spec: { storageClassName: 'manual' } })]);
    expect(done).to.deep.equal({ applied: ['PersistentVolumeClaim/data'], madeAnew: [], leftOut: ['PersistentVolume/disk-me'] });
  });

  it('says what the server refuses, and of which object', async () => {
    refused = { path: at('pods', 'a'), code: 403, message: 'pods "a" is forbidden: violates PodSecurity "baseline:latest": hostPath volumes' };
    const error = await solving([manifest('Pod', 'a')]).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvironmentError).and.include({ where: 'Pod/a' });
  });

  describe('on the command line', () => {
    const run = async (words: string[], raw: Record<string, unknown>): Promise<Text[]> => {
      const said: Text[] = [];
      await runSolve(raw, words, { signal, language: 'en', say: (line) => { said.push(line); } }, () => Promise.resolve(api.client));
      return said;
    };

    it('solves a lesson and says how to see whether it holds', async () => {
      const said = await run(['02'], { context: 'room', namespace: 'me' });
      expect(said.map(({ en }) => en)).to.deep.equal([
        '02-logging: ours is applied: Pod/counter, Pod/two-files-logging-counter',
        'To see whether it holds: npm run verify -- 02 --context room --namespace me',
      ]);
    });

    it('says what is missing', async () => {
      const failing = async (words: string[], raw: Record<string, unknown>): Promise<string> => await run(words, raw).then(() => 'it ran', (error: unknown) => (error as Error).message);
      expect(await failing([], { context: 'room', namespace: 'me' })).to.equal('no lesson is named');
      expect(await failing(['02'], { namespace: 'me' })).to.equal('--context is missing');
      expect(await failing(['02'], { context: 'room' })).to.equal('--namespace is missing');
      expect(await failing(['02'], { context: 'room', namespace: 'nobody' })).to.equal('there is no namespace nobody on the cluster of the context room');
      expect(await failing(['99'], { context: 'room', namespace: 'me' })).to.include('99');
    });
  });
});
