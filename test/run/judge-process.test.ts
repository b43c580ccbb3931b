import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { JudgeProcess } from '../../harness/run/judge-process.ts';
import { FakeApi } from '../client/fake-api.ts';
import { WatchedObjects } from '../client/watched-objects.ts';

const lesson = { name: '03-applied', specFile: join(import.meta.dirname, 'fixtures/again-spec.ts') };
const counter = (ready: boolean): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter', uid: 'p' }, spec: { containers: [] }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] } }) as KubeObject;

describe('a process that judges again', function () {
  this.timeout(60_000);
  let dir: string;
  let api: FakeApi;
  let objects: WatchedObjects;
  let judge: JudgeProcess;
  let context: RunContext;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'judge-'));
    objects = new WatchedObjects('me');
    api = await FakeApi.serve({ '*': objects.answer });
    const kubeconfig = join(dir, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [{ name: 'fake', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'u' } }] }));
    writeFileSync(join(dir, '03-applied.contract.yaml'), 'objects: [{ object: Pod/counter, for: { en: the counter, ja: カウンター } }]\n');
    context = {
      runId: 'rtrial', lesson: '03-applied', cluster: { provider: 'context', name: 'fake', kubeconfig, context: 'fake', kubernetes: 'v1.37.2' },
      verify: { namespace: 'me', most: 'reads', unseen: ['PersistentVolume', 'StorageClass'], again: true }, manifests: { dir, ours: dir, contracts: dir, applied: { namespace: 'me', objects: [counter(true)] } },
      allowed: [], images: [], reportDir: join(dir, 'report'), language: 'en', keep: false, level: 'promise',
    };
    judge = new JudgeProcess('judge', { reportDir: join(dir, 'report'), graceMs: 5_000 });
  });
  afterEach(async () => {
    await judge.close();
    await api.close();
    rmSync(dir, { recursive: true });
  });
  const judged = async (over: Partial<RunContext> = {}): Promise<string[]> => (await judge.judge(lesson, { ...context, ...over })).result.tests.map(({ status, title }) => `${status}: ${title}`);

  it('evaluates the spec anew each time, on what is there then', async () => {
    objects.put('pods', counter(true));
    const right = ['passed: is applied', 'passed: is evaluated anew', 'passed: is ready', 'passed: comes last'];
    expect(await judged()).to.deep.equal(right);
    expect(await judged()).to.deep.equal(right);
    expect((await judged({ manifests: { ...context.manifests, applied: { namespace: 'me', objects: [] } } }))[0]).to.equal('failed: is applied');
  });

  it('ends what it judges when that has changed, and judges on', async () => {
    objects.put('pods', counter(false));
    const cut = judge.judge(lesson, context, (news) => { if (news.type === 'started' && news.title === 'is ready') judge.stop(); });
    expect((await cut).result.tests.map(({ status }) => status)).to.deep.equal(['passed', 'passed', 'invalid', 'skipped']);
    objects.put('pods', counter(true));
    expect(await judged()).to.include.members(['passed: is ready', 'passed: comes last']);
  });

  it('tells that it has ended before it had told all', async () => {
    objects.put('pods', counter(false));
    const { errors, clean } = await judge.judge(lesson, context, (news) => { if (news.type === 'started' && news.title === 'is ready') process.kill(judge.pid ?? 0, 'SIGKILL'); });
    expect(clean).to.equal(false);
    expect(errors[0]?.message).to.contain('SIGKILL');
    objects.put('pods', counter(true));
    expect(await judged(), 'another takes its place').to.include('passed: comes last');
  });

  it('judges one at a time', async () => {
    objects.put('pods', counter(true));
    const first = judged();
    let refused: unknown;
    await judge.judge(lesson, context).catch((error: unknown) => { refused = error; });
    expect(String(refused)).to.contain('while another judgement is under way');
    expect(await first).to.have.lengthOf(4);
  });
});
