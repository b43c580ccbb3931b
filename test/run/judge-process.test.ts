import { expect } from 'chai';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { JudgeProcess } from '../../harness/run/judge-process.ts';
import { counter, JudgeTrial, lesson } from './judge-trial.ts';

describe('a process that judges again', function () {
  this.timeout(120_000);
  let trial: JudgeTrial;
  let judge: JudgeProcess;
  let context: RunContext;
  beforeEach(async () => {
    trial = await JudgeTrial.begin();
    ({ context } = trial);
    judge = new JudgeProcess('judge', { reportDir: context.reportDir, graceMs: 5_000 });
  });
  afterEach(async () => {
    await judge.close();
    await trial.end();
  });
  const judged = async (over: Partial<RunContext> = {}): Promise<string[]> => (await judge.judge(lesson, { ...context, ...over })).result.tests.map(({ status, title }) => `${status}: ${title}`);

  it('evaluates the spec anew each time, on what is there then', async () => {
    trial.objects.put('pods', counter(true));
    const right = ['passed: is applied', 'passed: is evaluated anew', 'passed: is ready', 'passed: comes last'];
    expect(await judged()).to.deep.equal(right);
    expect(await judged()).to.deep.equal(right);
    expect((await judged({ manifests: { ...context.manifests, applied: { namespace: 'me', objects: [] } } }))[0]).to.equal('failed: is applied');
  });

  it('ends with what it judges, and says that this was cut short', async () => {
    trial.objects.put('pods', counter(false));
    const cut = judge.judge(lesson, context, (news) => { if (news.type === 'started' && news.title === 'is ready') void judge.close(); });
    expect((await cut).result.tests.map(({ status }) => status)).to.deep.equal(['passed', 'passed', 'invalid', 'skipped']);
    await judge.close();
    trial.objects.put('pods', counter(true));
    expect(await judged(), 'another takes its place').to.include.members(['passed: is ready', 'passed: comes last']);
  });

  it('loads ahead', async () => {
    await judge.load(lesson, context);
    const loaded = judge.pid;
    trial.objects.put('pods', counter(true));
    expect(await judged()).to.include('passed: comes last');
    expect(judge.pid).to.equal(loaded);
  });

  it('tells that it has ended before it had told all', async () => {
    trial.objects.put('pods', counter(false));
    const { errors, clean } = await judge.judge(lesson, context, (news) => { if (news.type === 'started' && news.title === 'is ready') process.kill(judge.pid ?? 0, 'SIGKILL'); });
    expect(clean).to.equal(false);
    expect(errors[0]?.message).to.contain('SIGKILL');
    trial.objects.put('pods', counter(true));
    expect(await judged(), 'another takes its place').to.include('passed: comes last');
  });

  it('judges one at a time', async () => {
    trial.objects.put('pods', counter(true));
    const first = judged();
    let refused: unknown;
    await judge.judge(lesson, context).catch((error: unknown) => { refused = error; });
    expect(String(refused)).to.contain('while another judgement is under way');
    expect(await first).to.have.lengthOf(4);
  });
});
