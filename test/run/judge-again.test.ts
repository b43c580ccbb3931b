import { expect } from 'chai';
import { NamespaceWatch } from '../../harness/run/namespace-watch.ts';
import { judgeAgain } from '../../harness/run/judge-again.ts';
import type { LessonToRun } from '../../harness/run/lesson-handle.ts';
import { systemClock, type Clock } from '../../harness/wait/clock.ts';
import { Queue } from '../../harness/wait/queue.ts';
import { counter, JudgeTrial, lesson, otherLesson } from './judge-trial.ts';

describe('judging again', function () {
  this.timeout(120_000);
  let trial: JudgeTrial;
  let end: AbortController;
  let running: Promise<unknown>;
  const marks = new Queue<string>();
  beforeEach(async () => {
    trial = await JudgeTrial.begin();
    end = new AbortController();
  });
  afterEach(async () => {
    end.abort(new Error('Ctrl-C'));
    await running;
    await trial.end();
  });

  /** Resolves when a test has come out so. */
  const until = async (mark: string): Promise<void> => {
    for (let next = ''; next !== mark;) next = await marks.next();
  };
  const begin = async (lessons: readonly LessonToRun[] = [lesson], clock: Clock = systemClock): Promise<void> => {
    const namespace = await NamespaceWatch.open(trial.client, { namespace: 'me', names: [], clock: systemClock, signal: end.signal });
    running = judgeAgain({
      lessons, names: (name) => (name === lesson.name ? ['Pod/counter'] : ['ConfigMap/settings']), namespace, context: trial.context, clock, signal: end.signal,
      watch: (name, news) => { if (news.type === 'ended') marks.push(`${name === lesson.name ? '' : `${name} `}${news.test.status}: ${news.test.title}`); },
    }, () => undefined).catch((error: unknown) => error);
  };

  it('turns right when what is missing comes, and wrong again when it goes', async () => {
    await begin();
    await until('failed: is applied');
    trial.objects.put('pods', counter(true));
    await until('passed: comes last');
    trial.objects.delete('pods', 'counter');
    await until('failed: is applied');
  });

  it('sees by its own waits what becomes of a pod, and begins anew where a person changes something', async () => {
    trial.objects.put('pods', counter(false));
    await begin();
    await until('passed: is evaluated anew');
    trial.objects.put('configmaps', { metadata: { name: 'settings', uid: 's' } });
    await until('passed: is evaluated anew');
    trial.objects.put('pods', counter(true));
    await until('passed: comes last');
  });

  it('begins with the lessons that name what a person has changed, and lets the others follow', async () => {
    trial.objects.put('pods', counter(true));
    trial.objects.put('configmaps', { metadata: { name: 'settings', uid: 's' } });
    // The others wait for nothing but the end of the first.
    const patient: Clock = { now: () => systemClock.now(), delay: async (ms, signal) => { await systemClock.delay(ms < 4_000 ? ms : 100_000, signal); } };
    await begin([otherLesson, lesson], patient);
    const judged = new Set<string>();
    const lasts = ['passed: comes last', '04-other passed: comes last'];
    while (!lasts.every((mark) => judged.has(mark))) judged.add(await marks.next());
    trial.objects.delete('pods', 'counter');
    expect(await marks.next()).to.equal('failed: is applied');
    await until('04-other passed: comes last');
    trial.objects.put('configmaps', { metadata: { name: 'settings', uid: 's', labels: { changed: 'yes' } } });
    expect(await marks.next()).to.equal('04-other passed: is applied');
    await until('failed: is applied');
  });

  it('ends with the reason of its signal, when no process is left', async () => {
    trial.objects.put('pods', counter(false));
    await begin();
    await until('passed: is evaluated anew');
    end.abort(new Error('Ctrl-C'));
    expect(String(await running)).to.contain('Ctrl-C');
  });
});
