import pLimit from 'p-limit';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { NamespaceWatch } from './namespace-watch.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { LessonNews } from '../report/progress.ts';
import type { Clock } from '../wait/clock.ts';
import { LessonAgain } from './lesson-again.ts';
import type { EndedLesson, LessonBounds, LessonToRun } from './lesson-handle.ts';
import { Turns } from './turns.ts';

export interface JudgeAgainOptions {
  lessons: readonly LessonToRun[];
  /** The objects that a lesson names, as they are called here. */
  names: (lesson: string) => readonly ObjectName[];
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

/** Milliseconds that the other lessons wait at most for those that a change is about: one may wait long for a pod. */
const behindMs = 4_000;

/**
 * Judges lessons on what is applied in a namespace, and again whenever that changes, until the signal ends it. What a person changes
 * ends a judgement under way, as it looks at what is no more, and the lessons that name it are judged first; what becomes of pods its
 * own waits see, and when it is over all is judged once more.
 *
 * @throws the reason of the signal, and EnvironmentError when the cluster is lost, after all processes have ended
 */
export async function judgeAgain(options: JudgeAgainOptions, onEnd: (ended: EndedLesson) => void): Promise<never> {
  const { lessons, names, namespace, context, watch, clock, signal } = options;
  const stale = new Set<LessonAgain>();
  const turns = new Turns<LessonAgain>();
  const loading = pLimit(loadsAtOnce);
  const all = lessons.map((lesson) => {
    const again: LessonAgain = new LessonAgain(lesson, {
      reportDir: context.reportDir, ...options.bounds, loading,
      watch: (news) => { watch(lesson.name, news); },
      onEnd: (ended) => {
        onEnd(ended);
        if (stale.has(again)) void aside(async () => { await rested(again); });
        void aside(async () => { await judge(turns.end(again)); });
      },
    });
    return again;
  });
  const judge = async (some: readonly LessonAgain[]): Promise<void> => {
    if (some.length === 0) return;
    for (const again of some) turns.begin(again);
    const { objects, unseen } = await namespace.read();
    for (const again of some) {
      stale.delete(again);
      again.judge({ ...context, manifests: { ...context.manifests, applied: { ...context.manifests.applied, namespace: context.verify.namespace, objects } }, verify: { ...context.verify, unseen } });
    }
  };
  const failed = Promise.withResolvers<never>();
  /** By itself, as nobody waits for it; what goes wrong ends all. */
  const aside = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed.reject(error);
    }
  };
  const rested = async (again: LessonAgain): Promise<void> => {
    await clock.delay(restMs, signal);
    if (stale.has(again) && !again.isRunning) await judge([again]);
  };
  const take = async (written: ReadonlySet<ObjectName>): Promise<void> => {
    if (written.size === 0) {
      for (const again of all.filter(({ isRunning }) => isRunning)) stale.add(again);
      await judge(all.filter((again) => !again.isRunning && !turns.waits(again)));
      return;
    }
    const { concerned = [], others = [] } = Object.groupBy(all, ({ lesson }) => (names(lesson.name).some((name) => written.has(name)) ? 'concerned' : 'others'));
    if (concerned.length === 0 || others.length === 0) {
      await judge(all);
      return;
    }
    turns.give(concerned, others);
    await judge(concerned);
    void aside(async () => {
      await clock.delay(behindMs, signal);
      await judge(turns.release());
    });
  };
  try {
    await judge(all);
    for (;;) await take(await Promise.race([namespace.next(), failed.promise]));
  } finally {
    await Promise.all(all.map(async (again) => { await again.close(); }));
  }
}
