import type { Use } from '../client/use.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { defined } from '../values/defined.ts';
import { LessonChild } from './lesson-child.ts';
import type { LessonToRun } from './lesson-handle.ts';
import { Slots } from './slots.ts';

/** Milliseconds in which a lesson must have said what it is going to ask for; one that has not is told when it is to run. */
const loadMs = 60_000;

export interface PlannedOptions {
  lessons: readonly LessonToRun[];
  context: Omit<RunContext, 'lesson'>;
  grep?: string;
  /** Lessons that are loaded side by side. */
  jobs: number;
  signal: AbortSignal;
}

/** What lessons and their clean-up are going to ask of the API server: each is loaded, says so, and ends again. None touches the cluster. */
export async function plannedUses({ lessons, context, grep, jobs, signal }: PlannedOptions): Promise<Use[]> {
  const slots = new Slots(jobs);
  const uses = await Promise.all(lessons.map(async (lesson) => {
    const release = await slots.take();
    try {
      signal.throwIfAborted();
      return await usesOf(lesson, { context, signal, ...defined({ grep }) });
    } finally {
      release();
    }
  }));
  return uses.flat();
}

async function usesOf({ name, specFile, context: own }: LessonToRun, { context, grep, signal }: Pick<PlannedOptions, 'context' | 'grep' | 'signal'>): Promise<readonly Use[]> {
  let uses: readonly Use[] = [];
  const child = LessonChild.ofLesson(specFile, { ...context, ...own, lesson: name }, {
    ...defined({ grep }),
    onEvent: (event) => {
      if (event.type !== 'planned') return;
      uses = event.uses ?? [];
      child.terminate();
    },
  });
  const end = (): void => { child.kill(); };
  const late = setTimeout(end, loadMs);
  signal.addEventListener('abort', end);
  await child.ended;
  signal.removeEventListener('abort', end);
  clearTimeout(late);
  return uses;
}
