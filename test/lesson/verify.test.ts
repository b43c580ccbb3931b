import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { LessonEvent, RunnerMessage } from '../../harness/lesson-process/events.ts';
import type { RunContext, Verify } from '../../harness/lesson-process/run-context.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { FakeApi, refuse, type Answer } from '../client/fake-api.ts';

const lessonProcess = join(import.meta.dirname, '../../harness/lesson-process/main.ts');
const spec = join(import.meta.dirname, 'fixtures/03-applied.ts');
const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter', namespace: 'me', uid: 'p' }, spec: { hostname: 'well', containers: [] } } as KubeObject;

const named = (name: string): KubeObject => ({ ...pod, metadata: { ...pod.metadata, name } });

/** A namespace with one pod, of any name, and a cluster of which nothing else may be seen. */
const namespaceOnly: Answer = ({ method, url }, response) => {
  if (!url.pathname.includes('/namespaces/me') && !url.pathname.endsWith('/namespaces')) {
    refuse(response, 403, { reason: 'Forbidden', message: `nodes is forbidden: User "learner" cannot list resource "nodes" in API group "" at the cluster scope` });
    return undefined;
  }
  if (url.searchParams.has('watch')) {
    response.flushHeaders();
    return undefined;
  }
  if (method !== 'GET') return {};
  const [, name] = /\/pods\/([\w-]+)$/.exec(url.pathname) ?? [];
  if (name !== undefined) return named(name);
  return { metadata: { resourceVersion: '1' }, items: url.pathname.endsWith('/pods') ? [pod] : [] };
};

describe('a lesson that verifies what was applied', function () {
  this.timeout(120_000);
  let dir: string;
  let api: FakeApi;
  let commands: string[];
  beforeEach(async () => {
    commands = [];
    dir = mkdtempSync(join(tmpdir(), 'verify-'));
    api = await FakeApi.serve({ '*': namespaceOnly });
    writeFileSync(join(dir, '03-applied.contract.yaml'), 'objects: [{ object: Pod/counter, for: { en: the counter, ja: カウンター } }]\n');
  });
  afterEach(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });

  const run = async ({ most = 'visits', waitMs, called, env = {} }: { most?: Verify['most']; waitMs?: number; called?: string; env?: Record<string, string> } = {}): Promise<Map<string, TestResult>> => {
    const kubeconfig = join(dir, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [{ name: 'fake', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'u' } }] }));
    const context: RunContext = {
      runId: 'rtrial', lesson: '03-applied', cluster: { provider: 'context', name: 'fake', kubeconfig, context: 'fake', kubernetes: 'v1.37.2' },
      verify: { namespace: 'me', most, ...(waitMs === undefined ? {} : { waitMs }), unseen: ['PersistentVolume', 'StorageClass'] }, manifests: { dir, ours: dir, contracts: dir, applied: { namespace: 'me', objects: [called === undefined ? pod : named(called)], ...(called === undefined ? {} : { names: [{ name: 'counter', called }] }) } },
      allowed: [], images: [], reportDir: join(dir, 'report'), language: 'en', keep: false, level: 'promise',
    };
    const tests = new Map<string, TestResult>();
    const child = fork(lessonProcess, [spec], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.send({ type: 'context', context } satisfies RunnerMessage);
    child.on('message', (event: LessonEvent) => {
      if (event.type === 'ask' || event.type === 'acts') commands.push(`${event.type}: ${event.command}`);
      if (event.type === 'ended') tests.set(event.test.title, event.test);
      if (event.type === 'planned') child.send({ type: 'begin' } satisfies RunnerMessage);
    });
    await new Promise((resolve) => { child.on('exit', resolve); });
    return tests;
  };
  const told = (tests: Map<string, TestResult>): string[] => [...tests.values()].map(({ title, status, unjudged }) => `${status}: ${title}${unjudged === undefined ? '' : ` (${unjudged})`}`);
  const writes = (): string[] => api.seen.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url.pathname}`);

  it('runs what looks, changes nothing, and keeps the guard of effects', async () => {
    const tests = await run();
    expect(told(tests)).to.deep.equal([
      'passed: is applied', 'passed: is written well', 'skipped: is changed (learner)', 'passed: is there', 'skipped: judges the change (learner)', 'skipped: comes before the next (here)',
      'skipped: is deleted (asks)', 'skipped: comes back (asks)', 'skipped: may not be asked (here)', 'failed: writes though it says that it reads',
      'skipped: is changed by hand (learner)', 'skipped: is deleted by hand (asks)', 'skipped: is about a disk (here)', 'passed: sends a request', 'failed: has a good name: pod counter',
      'passed: has its control last', 'failed: fails before its control', 'passed: is judged after all that',
    ]);
    expect(writes()).to.deep.equal([]);
    expect(tests.get('is about a disk')?.reason).to.equal('your account may not look at any PersistentVolume, and it is about one');
    expect(tests.get('may not be asked')?.reason).to.contain('learner').and.contain('list nodes');
  });

  it('asks of what is applied later nothing that is not there yet', async () => {
    mkdirSync(join(dir, '03-applied'));
    const later = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'later' }, spec: { containers: [{ name: 'app', envFrom: [{ secretRef: { name: 'not-yet' } }] }] } };
    writeFileSync(join(dir, '03-applied', 'later.yaml'), JSON.stringify(later));
    expect(told(await run({ most: 'reads', env: { TRIAL_LATER: 'yes' } }))).to.include.members(['passed: is applied', 'passed: is there']);
  });

  it('sends no request where only what looks is run', async () => {
    const tests = await run({ most: 'reads' });
    expect(told(tests)).to.include.members(['passed: is there', 'skipped: is deleted (asks)', 'skipped: sends a request (asks)', 'passed: is judged after all that']);
    expect(tests.get('sends a request')?.reason).to.equal('it sends requests, and here only what looks is run');
  });

  it('disturbs what runs when that is allowed, but makes no namespace, and deletes nothing at the end', async () => {
    const tests = await run({ most: 'disturbs' });
    expect(told(tests)).to.include.members(['skipped: is deleted (here)', 'passed: comes back', 'passed: is judged after all that']);
    expect([...new Set(writes())]).to.deep.equal(['DELETE /api/v1/namespaces/me/pods/counter']);
  });

  it('asks the learner to act, writes nothing, and does not judge what was not done', async () => {
    const tests = await run({ waitMs: 100 });
    expect(commands).to.deep.equal([`ask: kubectl --context fake -n me patch pod/counter --type=json -p '[{"op":"add","path":"/metadata/labels","value":{"by":"hand"}}]'`]);
    expect(writes()).to.deep.equal([]);
    expect(told(tests)).to.include.members(['skipped: is changed (learner)', 'skipped: is changed by hand (learner)', 'skipped: is deleted by hand', 'passed: is judged after all that']);
    expect(tests.get('is changed by hand')?.reason).to.match(/^it waited for you to do this, which has not come: kubectl .* patch/);
    expect(tests.get('is deleted by hand')?.reason).to.equal('it stands on what the test `is changed by hand` waited for');
  });

  it('acts itself when that is allowed, and puts back', async () => {
    const tests = await run({ most: 'changes' });
    expect(told(tests)).to.include.members(['skipped: is changed (learner)', 'passed: is changed by hand', 'passed: is deleted by hand', 'passed: comes back']);
    expect(commands.map((each) => each.split(' ')[0])).to.deep.equal(['acts:']);
    expect(writes()).to.include('PATCH /api/v1/namespaces/me/pods/counter');
  });

  it('reads, asks for and speaks of an object under the name that the learner has told', async () => {
    const tests = await run({ called: 'my-counter', waitMs: 100 });
    expect(told(tests)).to.include.members(['passed: is applied', 'passed: is written well', 'passed: is there', 'skipped: comes before the next (here)', 'failed: has a good name: pod my-counter']);
    expect(commands).to.deep.equal([`ask: kubectl --context fake -n me patch pod/my-counter --type=json -p '[{"op":"add","path":"/metadata/labels","value":{"by":"hand"}}]'`]);
    expect(api.seen.map(({ url }) => url.pathname).filter((path) => /\/counter$/.test(path))).to.deep.equal([]);
    expect(tests.get('has a good name: pod my-counter')?.failure).to.include({
      object: 'Pod/my-counter', expected: 'another name of Pod my-counter', observed: 'counter', hint: 'Look at Pod my-counter (`kubectl logs my-counter`); its label app=counter stays.',
    });
    expect(tests.get('comes before the next')?.reason).to.contain('Pod/my-counter');
  });

  it('says in one way that it cannot be judged so', async () => {
    const tests = await run({ env: { TRIAL_NEVER: 'yes' } });
    expect([...new Set([...tests.values()].map(({ status, reason }) => `${status}: ${reason ?? ''}`))]).to.deep.equal(['skipped: 03-applied cannot be judged where it runs: it changes what it judges. npm test -- 03-applied --manifests DIR does it with your files']);
  });
});
