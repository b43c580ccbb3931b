import { mkdtempSync, readFileSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { checkout } from '../../harness/process/checkout.ts';
import type { Text } from '../../harness/text/language.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { learnersOptions } from '../../harness/workshop/learners-options.ts';
import { learnerLabel, learnerNames } from '../../harness/workshop/learner.ts';
import { makeLearners, type MakeLearners } from '../../harness/workshop/make-learners.ts';
import { removeLearners } from '../../harness/workshop/remove-learners.ts';
import { runLearners } from '../../harness/workshop/run-learners.ts';
import { FakeApi, refuse, type Answer } from '../client/fake-api.ts';

interface Namespace {
  metadata: { name: string; labels?: Record<string, string>; deletionTimestamp?: string };
}

/** A cluster that keeps namespaces, takes whatever is applied, and gives tokens. */
class Room {
  readonly namespaces = new Map<string, Namespace>();
  /** Addresses of what was applied. */
  readonly applied: string[] = [];
  readonly bodies = new Map<string, Record<string, unknown>>();
  readonly deleted: string[] = [];
  /** Namespaces that never go. */
  readonly held = new Set<string>();
  forbidden = '';
  #tokens = 0;

  add(name: string, labels?: Record<string, string>, more: object = {}): void {
    this.namespaces.set(name, { metadata: { name, ...(labels === undefined ? {} : { labels }), ...more } });
  }

  readonly answer: Answer = ({ method, url, body }, response) => {
    const path = url.pathname;
    if (this.forbidden !== '' && path.endsWith(this.forbidden)) {
      refuse(response, 403, { reason: 'Forbidden', message: 'roles.rbac.authorization.k8s.io "learner" is forbidden: User "me" cannot patch resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "learner-01"' });
      return undefined;
    }
    const namespace = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path)?.[1];
    if (method === 'GET' && path === '/api/v1/namespaces') return { items: [...this.namespaces.values()] };
    if (method === 'DELETE' && path === '/api/v1/persistentvolumes') {
      this.deleted.push(`volumes ${url.searchParams.get('labelSelector') ?? ''}`);
      return {};
    }
    if (method === 'DELETE' && namespace !== undefined) {
      this.deleted.push(namespace);
      if (!this.held.has(namespace)) this.namespaces.delete(namespace);
      return {};
    }
    if (method === 'POST' && path.endsWith('/token')) return { status: { token: `token-number-${++this.#tokens}`, expirationTimestamp: '2026-11-26T22:00:00Z' } };
    if (method === 'PATCH') {
      const object = JSON.parse(body) as Record<string, unknown>;
      this.applied.push(path);
      this.bodies.set(path, object);
      if (namespace !== undefined) this.namespaces.set(namespace, object as unknown as Namespace);
      return object;
    }
    refuse(response, 404, { reason: 'NotFound' });
    return undefined;
  };
}

describe('the learners of a room', () => {
  let room: Room;
  let api: FakeApi;
  let out: string;
  const { signal } = new AbortController();
  const folders = { ours: join(checkout, 'manifests') };
  const asked = (more: Partial<MakeLearners> = {}): MakeLearners => ({ prefix: 'learner-', count: 2, out, hours: 12, podSecurity: 'baseline', folders, volumesOf: [], signal, ...more });

  beforeEach(async () => {
    room = new Room();
    api = await FakeApi.serve({ '*': room.answer });
    out = join(mkdtempSync(join(tmpdir(), 'learners-')), 'keys');
  });
  afterEach(async () => {
    await api.close();
    rmSync(join(out, '..'), { recursive: true });
  });

  it('are called by their numbers, in their order', () => {
    expect(learnerNames('learner-', 3)).to.deep.equal(['learner-01', 'learner-02', 'learner-03']);
    expect(learnerNames('a', 100).at(-1)).to.equal('a100');
  });

  it('get a namespace, an account, a role and its binding, and a quota each, all with the label', async () => {
    const made = await makeLearners(api.client, asked());
    expect(made.map(({ name, wasThere }) => ({ name, wasThere }))).to.deep.equal([{ name: 'learner-01', wasThere: false }, { name: 'learner-02', wasThere: false }]);
    const kinds = room.applied.filter((path) => path.includes('learner-02')).map((path) => path.replace('/api/v1/namespaces/learner-02', '').replace(/^\/apis\/[^/]+\/v1\/namespaces\/learner-02/, ''));
    expect(kinds).to.have.members(['', '/serviceaccounts/learner', '/roles/learner', '/rolebindings/learner', '/resourcequotas/learner']);
    for (const [path, { metadata }] of room.bodies) expect((metadata as Namespace['metadata']).labels?.[learnerLabel], path).to.match(/^learner-0[12]$/);
    expect(room.namespaces.get('learner-01')?.metadata.labels).to.include({ 'pod-security.kubernetes.io/enforce': 'baseline' });
    expect(room.bodies.get('/apis/rbac.authorization.k8s.io/v1/namespaces/learner-01/rolebindings/learner')).to.deep.include({ subjects: [{ kind: 'ServiceAccount', name: 'learner', namespace: 'learner-01' }] });
  });

  it('get a kubeconfig that nobody else can read, with their own token and namespace and the address that was asked for', async () => {
    await makeLearners(api.client, asked({ server: 'https://room.example:6443' }));
    const file = join(out, 'learner-02.kubeconfig');
    expect((statSync(file).mode & 0o777).toString(8)).to.equal('600');
    expect((statSync(out).mode & 0o777).toString(8)).to.equal('700');
    const config = parse(readFileSync(file, 'utf8')) as { clusters: unknown[]; users: { user: { token: string } }[]; contexts: { context: object }[] };
    expect(config).to.deep.include({ 'current-context': 'learner-02' });
    expect(config.clusters).to.deep.equal([{ name: 'fake', cluster: { server: 'https://room.example:6443', 'insecure-skip-tls-verify': true } }]);
    expect(config.contexts[0]?.context).to.deep.equal({ cluster: 'fake', user: 'learner-02', namespace: 'learner-02' });
    const tokens = ['learner-01', 'learner-02'].map((name) => (parse(readFileSync(join(out, `${name}.kubeconfig`), 'utf8')) as typeof config).users[0]?.user.token);
    expect(tokens).to.have.members(['token-number-1', 'token-number-2']);
  });

  it('keep what they have when they are made again, and more are added', async () => {
    await makeLearners(api.client, asked());
    const made = await makeLearners(api.client, asked({ count: 3 }));
    expect(made.map(({ wasThere }) => wasThere)).to.deep.equal([true, true, false]);
    expect(room.deleted).to.deep.equal([]);
  });

  it('get the volumes of a lesson under names of their own, in folders of their own, for their own claims', async () => {
    await makeLearners(api.client, asked({ volumesOf: ['03-volumes', '04-mysql'] }));
    const volume = room.bodies.get('/api/v1/persistentvolumes/mysql-hostpath-pv-learner-02') as { metadata: Namespace['metadata']; spec: Record<string, unknown> };
    expect(volume.metadata.labels).to.deep.equal({ [learnerLabel]: 'learner-02' });
    expect(volume.spec).to.deep.include({ claimRef: { namespace: 'learner-02', name: 'mysql-pv-claim' }, storageClassName: 'manual' });
    expect(volume.spec['hostPath']).to.have.property('path').that.matches(/^\/var\/lib\/cndjp2-workshop\/learner-02-.*\/data\/mysql$/);
    // Of lesson 03 only two classes have a single volume and a single claim: the others would go to whoever asks first.
    expect(room.applied.filter((path) => path.includes('persistentvolumes/') && path.endsWith('learner-01'))).to.deep.equal(['/api/v1/persistentvolumes/disk-6-archive-learner-01', '/api/v1/persistentvolumes/diary-disk-learner-01', '/api/v1/persistentvolumes/mysql-hostpath-pv-learner-01']);
    expect((await removeLearners(api.client, { prefix: 'learner-', out, withinMs: 5_000, signal })).left).to.deep.equal([]);
    expect(room.deleted).to.include(`volumes ${learnerLabel}=learner-01`);
  });

  it("make nothing where one of the namespaces is somebody else's, or is going", async () => {
    room.add('learner-02');
    const others = await makeLearners(api.client, asked()).catch((reason: unknown) => reason);
    expect(others).to.be.instanceOf(EnvironmentError).and.have.property('message').that.includes("learner-02 is somebody else's");
    room.add('learner-02', { [learnerLabel]: 'learner-02' }, { deletionTimestamp: '2026-11-26T10:00:00Z' });
    const going = await makeLearners(api.client, asked()).catch((reason: unknown) => reason);
    expect(going).to.have.property('message').that.includes('is being deleted');
    expect(room.applied).to.deep.equal([]);
  });

  it('are removed by their label alone, with their kubeconfigs', async () => {
    await makeLearners(api.client, asked());
    room.add('learner-services');
    room.add('other-01', { [learnerLabel]: 'other-01' });
    expect(await removeLearners(api.client, { prefix: 'learner-', out, withinMs: 5_000, signal })).to.deep.equal({ removed: ['learner-01', 'learner-02'], left: [] });
    expect([...room.namespaces.keys()]).to.deep.equal(['learner-services', 'other-01']);
    expect(readdirSync(out)).to.deep.equal([]);
  });

  it('are told when they do not go', async () => {
    await makeLearners(api.client, asked());
    room.held.add('learner-02');
    expect(await removeLearners(api.client, { prefix: 'learner-', out, withinMs: 0, signal })).to.deep.equal({ removed: ['learner-01'], left: ['learner-02'] });
  });

  describe('on the command line', () => {
    const run = async (raw: Record<string, unknown>): Promise<{ code: number; said: Text[] }> => {
      const said: Text[] = [];
      const options = learnersOptions({ prefix: 'learner-', hours: 12, podSecurity: 'baseline', out, context: 'room', ...raw });
      const code = await runLearners(options, { signal, language: 'en', say: (line) => { said.push(line); } }, () => Promise.resolve(api.client));
      return { code, said };
    };

    it('says how many were made, where the kubeconfigs are, and who can use them', async () => {
      room.add('learner-01', { [learnerLabel]: 'learner-01' });
      const { code, said } = await run({ make: 2 });
      expect(code).to.equal(0);
      const english = said.map(({ en }) => en);
      expect(english[0]).to.equal('1 learner made, 1 was there already.');
      expect(english[1]).to.include(out).and.include('2026-11-26T22:00:00Z');
      expect(english[2]).to.match(/^They name http:\/\/127\.0\.0\.1:\d+, which only this machine reaches/);
      expect(said[0]?.ja).to.equal('受講者を 1 人分作成しました(1 人分は既にありました)。');
      expect(JSON.stringify(said)).to.not.include('token-number');
    });

    it('lists them where nothing is asked for, and removes them', async () => {
      expect((await run({})).said[0]?.en).to.equal('There are no learners whose names begin with learner-.');
      await run({ make: 2 });
      expect((await run({})).said[0]?.en).to.equal('2 learners: learner-01, learner-02');
      expect(await run({ remove: true })).to.deep.include({ code: 0 });
      expect(room.namespaces.size).to.equal(0);
    });

    it('names the right that the organiser lacks', async () => {
      room.forbidden = '/roles/learner';
      const error = await run({ make: 1 }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EnvironmentError);
      expect((error as EnvironmentError).message).to.include('me may not patch roles.rbac.authorization.k8s.io');
    });

    it('refuses what contradicts, and names that no namespace can have', () => {
      const read = (raw: Record<string, unknown>): unknown => learnersOptions({ prefix: 'learner-', hours: 12, podSecurity: 'baseline', context: 'room', ...raw });
      expect(() => read({ context: undefined })).to.throw('--context is missing');
      expect(() => read({ make: 1, remove: true })).to.throw('either made or removed');
      expect(() => read({ prefix: 'Learner ' })).to.throw('no namespace can be called Learner 01');
      expect(() => read({ prefix: 'kube-' })).to.throw('no namespace can be called');
      expect(read({})).to.have.property('out').that.matches(/\.work\/learners\/room$/);
    });
  });
});
