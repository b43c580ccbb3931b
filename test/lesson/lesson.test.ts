import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { kindNamed } from '../../harness/client/kinds.ts';
import type { LessonEvent, RunnerMessage } from '../../harness/lesson-process/events.ts';
import type { Keep, RunContext } from '../../harness/lesson-process/run-context.ts';
import { defined } from '../../harness/values/defined.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer, SeenRequest } from '../client/fake-api.ts';

const lessonProcess = join(import.meta.dirname, '../../harness/lesson-process/main.ts');
const spec = join(import.meta.dirname, 'fixtures/02-trial.ts');


/** What a role must allow for a request: an apply also makes what is not there. */
function requested({ method, url, headers }: SeenRequest): string[] {
  const [plural = '', name] = url.pathname.replace(/^\/(api\/v1|apis\/[^/]+\/[^/]+)\/(namespaces\/[^/]+\/(?=.))?/, '').split('/');
  if (method === 'GET') return [`watch ${plural}`];
  if (method === 'POST') return [`create ${plural}`];
  if (method === 'DELETE') return [`${name === undefined ? 'deletecollection' : 'delete'} ${plural}`];
  return headers['content-type'] === 'application/apply-patch+yaml' && plural !== 'serviceaccounts' ? [`patch ${plural}`, `create ${plural}`] : [`patch ${plural}`];
}

describe('a lesson', function () {
  this.timeout(30_000);
  let dir: string;
  let api: FakeApi;
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'lesson-')); });

  /** An API server that takes everything; pods never get ready, and the namespace is there until it is deleted. */
  const agreeable: Answer = ({ method, url }: SeenRequest, response) => {
    if (url.searchParams.has('watch')) {
      response.flushHeaders();
      return undefined;
    }
    if (method !== 'GET') return {};
    return { metadata: { resourceVersion: '1' }, items: itemsAt(url.pathname) };
  };
  const itemsAt = (path: string): object[] => {
    if (path.endsWith('/serviceaccounts')) return [{ metadata: { name: 'default', uid: 's' } }];
    const deleted = api.seen.some((each) => each.method === 'DELETE' && each.url.pathname === '/api/v1/namespaces/02-trial-rtrial');
    return path === '/api/v1/namespaces' && !deleted ? [{ metadata: { name: '02-trial-rtrial', uid: 'n' } }] : [];
  };
  afterEach(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });

  const run = async (answers: Record<string, Answer>, env: Record<string, string> = {}, more: Partial<RunContext> = {}, grep?: string): Promise<{ tests: Map<string, TestResult>; events: LessonEvent[] }> => {
    api = await FakeApi.serve(answers);
    const cluster = { name: 'fake', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } };
    const kubeconfig = join(dir, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [cluster], users: [{ name: 'u', user: {} }], contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'u' } }] }));
    mkdirSync(join(dir, '02-trial'), { recursive: true });
    writeFileSync(join(dir, '02-trial/counter.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: counter\nspec:\n  containers: []\n');
    const context: RunContext = {
      runId: 'rtrial',
      lesson: '02-trial',
      cluster: { provider: env['TRIAL_PROVIDER'] === 'context' ? 'context' : 'kind', name: 'fake', kubeconfig, context: 'fake', kubernetes: 'v1.37.2' },
      manifests: { dir, ours: dir },
      allowed: [],
      images: [],
      reportDir: join(dir, 'report'),
      language: 'en',
      keep: false,
      ...more,
    };
    const events: LessonEvent[] = [];
    const child = fork(lessonProcess, [spec], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.send({ type: 'context', context, ...defined({ grep }) } satisfies RunnerMessage);
    child.on('message', (event: LessonEvent) => {
      events.push(event);
      if (event.type === 'planned') child.send({ type: 'begin' } satisfies RunnerMessage);
    });
    await new Promise((resolve) => { child.on('exit', resolve); });
    const tests = new Map(events.flatMap((event) => (event.type === 'ended' ? [[event.test.title, event.test] as const] : [])));
    return { tests, events };
  };

  /** What was asked or changed of objects; the account of a new namespace, which gets no token, is the harness's own matter. */
  const applied = (): typeof api.seen[number][] => api.seen.filter(({ method, url }) => method === 'PATCH' && !url.pathname.endsWith('/serviceaccounts/default'));

  it('applies, runs its tests, saves evidence of failures and removes its namespace', async () => {
    const { tests, events } = await run({ 'GET /api/v1/namespaces/02-trial-rtrial/pods/counter': () => ({}), '*': agreeable }, { TRIAL_LATE: 'yes' });
    expect([...tests].map(([title, { status }]) => `${status}: ${title}`)).to.deep.equal([
      'passed: dry run',
      'passed: is written as it should be',
      'passed: is written as production asks',
      'passed: apply',
      'passed: lasts in production',
      'passed: changes a part of production',
      'passed: measures',
      'skipped: skips with a reason',
      'skipped: is a part of which nothing is here',
      'skipped: belongs to that part',
      'failed: changes a part, and fails',
      'skipped: would judge that part',
      'failed: tells an assertion as a failure',
      'failed: says what it was waiting for when it takes too long',
      'invalid: is invalid',
      'failed: passes a control that fails, and fails one that passes',
      'failed: does not take another failure for that of a control',
      'failed: may not write where it says that it reads',
      'failed: puts back what it disturbs, and fails',
      'failed: changes something, and fails',
      'skipped: would judge what was changed',
    ]);
    expect(tests.get('measures')?.measures).to.deep.equal({ countMs: 7 });
    expect(tests.get('skips with a reason')?.reason).to.equal('no policy is enforced here');
    expect(tests.get('belongs to that part')?.reason, 'as the test that it stands on').to.equal('the folder has no such part');
    expect(tests.get('would judge that part')?.reason).to.equal('not judged: the test `changes a part, and fails` did not pass, and its change is still in place');
    expect(tests.get('is invalid')?.reason).to.equal('the clock jumped');
    const assertion = tests.get('tells an assertion as a failure')?.failure;
    expect(assertion).to.include({ expected: 'expected [ 1 ] to deeply equal [ 2 ]', observed: '[1]', object: 'Lesson/02-trial' });
    const late = tests.get('says what it was waiting for when it takes too long')?.failure;
    expect(late).to.include({ expected: 'the test to end within 3 s', observed: 'its last step was: waiting for Pod/counter: Ready' });
    expect(late?.evidence).to.include('evidence/02-trial/12-says-what-it-was-waiting-for-when-it-takes-too-long/waits.txt');
    for (const path of late?.evidence ?? []) expect(existsSync(join(dir, 'report', path)), path).to.equal(true);
    expect(tests.get('passes a control that fails, and fails one that passes')?.failure?.expected).to.equal('that the check fails without what it proves: something');

    expect(tests.get('does not take another failure for that of a control')?.failure).to.include({
      expected: 'that the check fails for this reason: the volume (/volumeMounts/)', observed: 'Pod/counter (02-trial/counter.yaml:1): expected one: 2, observed 1',
    });
    expect(tests.get('may not write where it says that it reads')?.failure).to.include({ observed: "a test with the effect 'reads' may not delete Pod/counter: say effect 'disturbs'", unexpected: true });
    expect(tests.get('would judge what was changed')).to.deep.include({
      reason: 'not judged: the test `changes something, and fails` did not pass, and its change is still in place',
      ja: { title: 'would judge what was changed', reason: '判定していません: テスト `changes something, and fails` が成功せず、その変更が残っています' },
    });

    const requests = api.seen.map(({ method, url }) => `${method} ${url.pathname}`);
    expect(applied().map(({ url }) => url.searchParams.get('dryRun')), 'first asked, then applied; what was disturbed is put back, what was changed is not').to.deep.equal(['All', null, null, null]);
    expect(requests).to.include.members(['POST /api/v1/namespaces', 'PATCH /api/v1/namespaces/02-trial-rtrial/pods/counter', 'DELETE /api/v1/namespaces/02-trial-rtrial']);
    expect(events.filter((event) => event.type === 'leftover' || event.type === 'error')).to.deep.equal([]);
    expect(events.slice(-2).map((event) => event.type)).to.deep.equal(['podsGone', 'done']);
  });

  it('has said before, on a cluster that is not ours, what it was going to ask for', async () => {
    const { events } = await run({ 'GET /api/v1/namespaces/02-trial-rtrial/pods/counter': () => ({}), '*': agreeable }, { TRIAL_PROVIDER: 'context' });
    const planned = events.find((event) => event.type === 'planned');
    const said = (planned?.uses ?? []).map(({ verb, kind, subresource }) => `${verb} ${kindNamed(kind)?.plural ?? ''}${subresource === undefined ? '' : `/${subresource}`}`);
    const asked = new Set(api.seen.filter(({ method, url }) => method !== 'GET' || url.searchParams.has('watch')).flatMap(requested));
    expect([...asked]).to.include.members(['create namespaces', 'watch namespaces', 'patch pods', 'delete pods', 'deletecollection deployments']);
    expect([...asked].filter((each) => !said.includes(each))).to.deep.equal([]);
  });

  it('leaves its namespace for a look when it is asked to, or when something of it failed and that is to be kept', async () => {
    const removed = async (keep: Keep, grep?: string): Promise<boolean> => {
      await run({ 'GET /api/v1/namespaces/02-trial-rtrial/pods/counter': () => ({}), '*': agreeable }, {}, { keep }, grep);
      const { seen } = api;
      await api.close();
      return seen.some(({ method, url }) => method === 'DELETE' && url.pathname === '/api/v1/namespaces/02-trial-rtrial');
    };
    expect(await removed('failed', 'tells an assertion'), 'one failed').to.equal(false);
    expect(await removed('failed', 'measures'), 'none failed').to.equal(true);
    expect(await removed('all', 'measures')).to.equal(false);
  });

  it('skips its tests when an object would be refused, says why, and applies nothing', async () => {
    const refusal: Answer = (_, response) => { refuse(response, 400, { message: 'strict decoding error: unknown field "spec.containerz"' }); };
    const { tests } = await run({ 'PATCH /api/v1/namespaces/02-trial-rtrial/pods/counter': refusal, '*': agreeable });
    expect(tests.get('dry run')?.failure).to.include({ object: 'Pod/counter', field: 'spec.containerz', file: '02-trial/counter.yaml', line: 5 });
    const others = [...tests.values()].filter(({ title }) => title !== 'dry run');
    expect(new Set(others.map(({ status, reason }) => `${status}: ${reason ?? ''}`))).to.deep.equal(new Set(['skipped: it stands on the test `dry run`, which did not pass']));
    expect(applied().filter(({ url }) => url.searchParams.get('dryRun') !== 'All')).to.deep.equal([]);
  });

  it('tells everything that is wrong with a folder at once: what is no YAML, what is refused, and what is not read', async () => {
    const refusal: Answer = (_, response) => { refuse(response, 400, { message: 'strict decoding error: unknown field "spec.containerz"' }); };
    mkdirSync(join(dir, '02-trial'));
    writeFileSync(join(dir, '02-trial/broken.yaml'), 'a: b: c\n');
    writeFileSync(join(dir, '02-trial/other.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: other\nspec:\n  containers: []\n');
    writeFileSync(join(dir, '02-trial/pod.yaml.txt'), '');
    const { tests, events } = await run({ 'PATCH /api/v1/namespaces/02-trial-rtrial/pods/counter': refusal, 'PATCH /api/v1/namespaces/02-trial-rtrial/pods/other': refusal, '*': agreeable });
    const failure = tests.get('dry run')?.failure;
    expect([failure, ...(failure?.others ?? [])].map((each) => each?.object)).to.deep.equal(['File/02-trial/broken.yaml', 'Pod/counter', 'Pod/other']);
    expect(events.flatMap((event) => (event.type === 'note' ? [event.text.en] : []))).to.deep.equal(['02-trial/pod.yaml.txt (its name ends in .txt) is there, but is not read: only *.yaml, *.yml and *.json directly in the folder are, as by `kubectl apply -f FOLDER`.']);
    expect(events.filter((event) => event.type === 'leftover' || event.type === 'error'), 'its namespace is removed').to.deep.equal([]);
  });

  it('asks the API server about no more than 500 objects of a folder', async () => {
    mkdirSync(join(dir, '02-trial'));
    writeFileSync(join(dir, '02-trial/many.yaml'), Array.from({ length: 600 }, (_, n) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${n}` } })).join('\n---\n'));
    const { tests } = await run({ '*': agreeable });
    expect(tests.get('dry run')?.failure).to.include({ observed: '601 objects in the folder; at most 500 are applied', file: '02-trial/many.yaml' });
    expect(applied().map(({ url }) => url.searchParams.get('dryRun'))).to.deep.equal(Array.from({ length: 500 }, () => 'All'));
  });

  it('applies nothing when what the others stand on is written wrongly', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_WRITTEN: 'wrongly' });
    expect(tests.get('apply')?.reason).to.equal('it stands on the test `is written as it should be`, which did not pass');
    expect(applied().filter(({ url }) => url.searchParams.get('dryRun') !== 'All')).to.deep.equal([]);
  });

  it('has no verdict where only other lessons keep its pod from a node, and has one by itself', async function () {
    // Two lessons, one after the other.
    this.timeout(60_000);
    const status = { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: '0/2 nodes are available: 2 Insufficient cpu.' }] };
    const full: Answer = (request, response) => (
      request.method === 'GET' && request.url.pathname.endsWith('/pods') && !request.url.searchParams.has('watch')
        ? { metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'counter', namespace: '02-trial-rtrial', uid: 'p' }, spec: { containers: [] }, status }] }
        : agreeable(request, response));
    const judged = async (beside: boolean): Promise<TestResult | undefined> => {
      const { tests } = await run({ '*': full }, { TRIAL_ROOM: 'none' }, { beside });
      return tests.get('needs room');
    };
    const crowded = await judged(true);
    expect(crowded?.status).to.equal('invalid');
    expect(crowded?.reason).to.match(/^beside other lessons no node has room left for a pod of this one: not scheduled: .*Insufficient cpu/);
    await api.close();
    const alone = await judged(false);
    expect(alone?.status).to.equal('failed');
    expect(alone?.failure).to.include({ noRoom: true });
    expect(alone?.failure?.hint).to.include('lower the requests');
  });

  it('judges what runs alone where it is told to leave out what is written', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_WRITTEN: 'wrongly' }, { withoutWritten: true });
    expect([...tests.keys()].slice(0, 2)).to.deep.equal(['dry run', 'apply']);
    expect(tests.get('apply')?.status).to.equal('passed');
    expect(tests.has('is written as it should be')).to.equal(false);
  });

  it('leaves out only what production asks for when only that is written wrongly', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_PRODUCTION: 'wrongly' });
    expect(tests.get('is written as production asks')).to.include({ level: 'production', status: 'failed' });
    expect(tests.get('lasts in production')).to.include({ level: 'production', status: 'skipped', reason: 'it stands on the test `is written as production asks`, which did not pass' });
    expect(tests.get('apply')).to.include({ level: 'promise', status: 'passed' });
    expect(tests.get('measures')).to.include({ level: 'promise', status: 'passed' });
  });

  it('does not pass when what a test that does not decide has disturbed stays so: the promise could not be judged', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_PUT_BACK: 'fails' }, { level: 'promise' });
    expect(tests.get('disturbs in production, and fails')).to.include({ level: 'production', status: 'failed' });
    expect(tests.get('measures')).to.deep.include({ status: 'invalid', reason: 'not judged: what the test `disturbs in production, and fails` disturbed could not be put back (the node is down)' });
  });

  it('leaves out what comes after such a test where it decides, as its failure counts', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_PUT_BACK: 'fails' });
    expect(tests.get('disturbs in production, and fails')?.status).to.equal('failed');
    expect(tests.get('measures')?.status).to.equal('skipped');
  });

  describe('whose namespace somebody else deletes', () => {
    const message = 'somebody else deleted the namespace 02-trial-rtrial while the lesson was running';
    const going = { metadata: { name: '02-trial-rtrial', uid: 'n', deletionTimestamp: '2026-11-26T00:00:00Z' } };
    const toldErrors = (events: readonly LessonEvent[]): string[] => events.flatMap((event) => (event.type === 'error' ? [event.error.message] : []));

    it('ends its wait at once and says so, once, and not as the failure of a manifest', async () => {
      let tellWatch: () => void = () => undefined;
      const { tests, events } = await run({
        'GET /api/v1/namespaces?watch': (_, response) => {
          response.flushHeaders();
          tellWatch = () => { response.write(`${JSON.stringify({ type: 'MODIFIED', object: going })}\n`); };
          return undefined;
        },
        'GET /api/v1/namespaces/02-trial-rtrial/pods?watch': (_, response) => {
          response.flushHeaders();
          tellWatch();
          return undefined;
        },
        '*': agreeable,
      }, { TRIAL_LATE: 'yes' });
      const cut = tests.get('says what it was waiting for when it takes too long');
      expect(cut).to.include({ status: 'invalid', reason: message });
      expect(cut?.durationMs, 'before its deadline').to.be.lessThan(2_500);
      const later = [...tests.values()].slice([...tests.keys()].indexOf(cut?.title ?? '') + 1);
      expect(new Set(later.map(({ status, reason }) => `${status}: ${reason ?? ''}`))).to.deep.equal(new Set([`skipped: ${message}`]));
      expect(toldErrors(events)).to.deep.equal([message]);
    });

    it('does not blame what fails for it before the watch has told', async () => {
      const { tests, events } = await run({ 'GET /api/v1/namespaces/02-trial-rtrial': () => going, '*': agreeable });
      expect(tests.get('changes a part, and fails')).to.include({ status: 'invalid', reason: message });
      expect([...tests.values()].filter(({ status }) => status === 'failed')).to.deep.equal([]);
      expect(toldErrors(events)).to.deep.equal([message]);
    });
  });

  it('does not blame a manifest where who runs it turns out to lack a right, and goes no further', async () => {
    const refusal: Answer = (_, response) => { refuse(response, 403, { reason: 'Forbidden', message: 'pods "counter" is forbidden: User "jane" cannot patch resource "pods" in API group "" in the namespace "02-trial-rtrial"' }); };
    const { tests, events } = await run({ 'PATCH /api/v1/namespaces/02-trial-rtrial/pods/counter': refusal, '*': agreeable });
    const message = 'jane may not patch pods, which this run needs';
    expect(tests.get('dry run')).to.include({ status: 'invalid', reason: message });
    expect(tests.get('measures')).to.include({ status: 'skipped', reason: message });
    expect(events.flatMap((event) => (event.type === 'error' ? [[event.error.message, event.error.hint]] : []))).to.deep.equal([[message, 'This rule of a ClusterRole gives it: - { apiGroups: [""], resources: ["pods"], verbs: ["patch"] }']]);
  });

  it('is not loaded when a production test that changes something stands before one of the promise', async () => {
    const { tests, events } = await run({ '*': agreeable }, { TRIAL_EARLY: 'yes' });
    expect([...tests]).to.deep.equal([]);
    expect(events.find((event) => event.type === 'error')).to.have.nested.property('error.message').that.contains('`changes too early` is a production test that changes something: describe it after all tests of the promise that it could keep from being judged');
  });

  it('is skipped as a whole where there is no ingress, without touching the cluster', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_NEEDS: 'ingress' });
    expect(new Set([...tests.values()].map(({ status }) => status))).to.deep.equal(new Set(['skipped']));
    expect(tests.get('apply')?.reason).to.contain('--ingress URL');
    expect(api.seen).to.deep.equal([]);
  });

  it('is skipped as a whole on a cluster that is not ours to disturb', async () => {
    const { tests } = await run({ '*': agreeable }, { TRIAL_NEEDS: 'own-cluster', TRIAL_PROVIDER: 'context' });
    expect(new Set([...tests.values()].map(({ status }) => status))).to.deep.equal(new Set(['skipped']));
    expect(tests.get('apply')?.reason).to.contain('a cluster that this project created');
    expect(api.seen).to.deep.equal([]);
  });

  it('is skipped as a whole where the cluster lacks what it needs, which is asked for once', async () => {
    const { tests, events } = await run({ '*': agreeable }, { TRIAL_NEEDS: 'registry' });
    expect(new Set([...tests.values()].map(({ status, reason }) => `${status}: ${reason ?? ''}`))).to.deep.equal(
      new Set(['skipped: this cluster names no local registry: create the ConfigMap local-registry-hosting in kube-public (KEP-1755)']),
    );
    expect(api.seen.map(({ method, url }) => `${method} ${url.pathname}`)).to.deep.equal(['GET /api/v1/namespaces/kube-public/configmaps/local-registry-hosting']);
    expect(events).to.deep.include({ type: 'step', text: { en: 'finding out whether the cluster has `registry`', ja: 'クラスターに `registry` があるかを確認しています' } });
  });

  it('says once that the cluster could not be asked', async () => {
    const silent: Answer = (_request, response) => {
      response.destroy();
      return undefined;
    };
    const { tests } = await run({ '*': silent }, { TRIAL_NEEDS: 'registry' });
    const [first, ...others] = [...tests.values()];
    expect([first?.title, first?.status]).to.not.include('passed').and.not.include('skipped');
    expect(new Set(others.map(({ status, reason }) => `${status}: ${reason ?? ''}`))).to.deep.equal(new Set(['skipped: it stands on the test `dry run`, which did not pass']));
  });

  it('runs where the cluster has what it needs', async () => {
    const registry: Answer = () => ({ data: { 'localRegistryHosting.v1': 'host: localhost:5000' } });
    const { tests } = await run({ 'GET /api/v1/namespaces/kube-public/configmaps/local-registry-hosting': registry, '*': agreeable }, { TRIAL_NEEDS: 'registry' });
    expect(tests.get('apply')?.status).to.equal('passed');
  });

  it('gives its namespace the labels of a Namespace that it applies, and none of one that it leaves out', async () => {
    const labelled = async (env: Record<string, string>): Promise<boolean> => {
      mkdirSync(join(dir, '02-trial'), { recursive: true });
      writeFileSync(join(dir, '02-trial/strict.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: strict, labels: { team: red } }\n');
      await run({ '*': agreeable }, env);
      const found = api.seen.some(({ method, url, body }) => method === 'PATCH' && url.pathname === '/api/v1/namespaces/02-trial-rtrial' && body.includes('"team":"red"'));
      await api.close();
      return found;
    };
    expect([await labelled({}), await labelled({ TRIAL_LEAVES_OUT: 'Namespace' })]).to.deep.equal([true, false]);
  });

  it('tells what it could not remove', async () => {
    const stays: Answer = ({ url }, response) => {
      if (url.searchParams.has('watch')) {
        response.flushHeaders();
        return undefined;
      }
      refuse(response, 403, { reason: 'Forbidden', message: 'namespaces is forbidden' });
      return undefined;
    };
    const { events } = await run({ 'DELETE /api/v1/namespaces/02-trial-rtrial': stays, 'GET /api/v1/namespaces': stays, 'GET /api/v1/namespaces/02-trial-rtrial': () => ({ metadata: { name: '02-trial-rtrial', finalizers: ['x/y'] } }), '*': agreeable });
    expect(events.find((event) => event.type === 'leftover')).to.deep.equal({ type: 'leftover', leftover: { kind: 'Namespace', name: '02-trial-rtrial', finalizers: ['x/y'] } });
    expect(events.find((event) => event.type === 'error')).to.have.nested.property('error.message').that.contains('namespaces is forbidden');
  });
});
