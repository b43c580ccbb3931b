import pLimit from 'p-limit';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { NamespaceWatch } from './namespace-watch.ts';
import type { AppliedChange } from '../manifests/applied/change.ts';
import type { LessonNews } from '../report/progress.ts';
import type { Clock } from '../wait/clock.ts';
import { LessonAgain } from './lesson-again.ts';
import type { EndedLesson, LessonBounds, LessonToRun } from './lesson-handle.ts';

export interface JudgeAgainOptions {
  lessons: readonly LessonToRun[];
  namespace: NamespaceWatch;
  context: Omit<RunContext, 'lesson'> & Required<Pick<RunContext, 'verify'>>;
  clock: Clock;
  signal: AbortSignal;
  bounds?: Partial<LessonBounds>;
  watch: (lesson: string, news: LessonNews) => void;
}

/** Processes that are loaded ahead at a time: those of many lessons at once would keep the machine from what is judged meanwhile. */
const loadsAtOnce = 1;

/** Milliseconds from the end of a judgement to the next, where only a state has changed: what flaps must not keep the machine busy. */
const restMs = 1_000;

/**
 * Judges lessons on what is applied in a namespace, and again whenever that changes, until the signal ends it. What a person changes
 * ends a judgement under way, as it looks at what is no more; what becomes of pods its own waits see, and when it is over all is
 * judged once more.
 *
 * @throws the reason of the signal, and EnvironmentError when the cluster is lost, after all processes have ended
 */
export async function judgeAgain(options: JudgeAgainOptions, onEnd: (ended: EndedLesson) => void): Promise<never> {
  const { lessons, namespace, context, watch, clock, signal } = options;
  const stale = new Set<LessonAgain>();
  const loading = pLimit(loadsAtOnce);
  const all = lessons.map((lesson) => {
    const again: LessonAgain = new LessonAgain(lesson, {
      reportDir: context.reportDir, ...options.bounds, loading,
      watch: (news) => { watch(lesson.name, news); },
      onEnd: (ended) => {
        onEnd(ended);
        if (stale.has(again)) void rested(again);
      },
    });
    return again;
  });
  const judge = async (some: readonly LessonAgain[]): Promise<void> => {
    const { objects, unseen } = await namespace.read();
    for (const again of some) {
      stale.delete(again);
      again.judge({ ...context, manifests: { ...context.manifests, applied: { ...context.manifests.applied, namespace: context.verify.namespace, objects } }, verify: { ...context.verify, unseen } });
    }
  };
  const failed = Promise.withResolvers<never>();
  const rested = async (again: LessonAgain): Promise<void> => {
    try {
      await clock.delay(restMs, signal);
      if (stale.has(again) && !again.isRunning) await judge([again]);
    } catch (error) {
      failed.reject(error);
    }
  };
  const take = async (change: AppliedChange): Promise<void> => {
    if (change === 'state') for (const again of all.filter(({ isRunning }) => isRunning)) stale.add(again);
    await judge(change === 'written' ? all : all.filter(({ isRunning }) => !isRunning));
  };
  try {
    await judge(all);
    for (;;) await take(await Promise.race([namespace.next(), failed.promise]));
  } finally {
    await Promise.all(all.map(async (again) => { await again.close(); }));
  }
}
