import type { Leftover, LessonResult, RunError } from '../verdict/results.ts';
import { LessonHandle, neverStarted, type EndedLesson, type LessonToRun, type RunningOptions } from './lesson-handle.ts';
import { Scheduler } from './scheduler.ts';

export interface LessonsOptions extends RunningOptions {
  /** In the order in which they are started, as far as the scheduler's rules let them. */
  lessons: readonly LessonToRun[];
  /** Lessons side by side. */
  jobs: number;
}

export interface LessonsOutcome {
  /** Sorted by name; lessons that were never started included. */
  results: LessonResult[];
  errors: RunError[];
  leftovers: Leftover[];
  /** Lessons that had to be killed or died, so that their clean-up is unfinished. */
  unclean: string[];
}

/** Runs every lesson in a process of its own, in the order of {@link Scheduler}'s rules. */
export async function scheduleLessons(options: LessonsOptions): Promise<LessonsOutcome> {
  const { lessons, jobs, signal } = options;
  const outcome: LessonsOutcome = { results: [], errors: [], leftovers: [], unclean: [] };
  const started = new Set<LessonToRun>();
  const start = (lesson: LessonToRun): LessonHandle => {
    started.add(lesson);
    const handle = new LessonHandle(lesson, { ...options, context: { ...options.context, beside: jobs > 1 && lessons.length > 1 } });
    void handle.ended.then((ended) => { collect(outcome, ended); });
    return handle;
  };
  await new Scheduler({ jobs, signal, start }).run(lessons);
  for (const lesson of lessons) {
    if (!started.has(lesson)) outcome.results.push(neverStarted(lesson.name, signal));
  }
  outcome.results.sort((a, b) => a.name.localeCompare(b.name));
  return outcome;
}

function collect(outcome: LessonsOutcome, ended: EndedLesson): void {
  outcome.results.push(ended.result);
  outcome.errors.push(...ended.errors);
  outcome.leftovers.push(...ended.leftovers);
  if (!ended.clean) outcome.unclean.push(ended.result.name);
}
