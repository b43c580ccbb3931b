import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Leftover, LessonResult, RunError } from '../verdict/results.ts';
import { neverStarted, RunningLesson, type EndedLesson, type LessonToRun, type RunningOptions } from './running-lesson.ts';
import { Slots } from './slots.ts';

export interface LessonsOptions extends RunningOptions {
  /** In the order in which they are started, as far as their turns let them. */
  lessons: readonly LessonToRun[];
  /** Lessons side by side. */
  jobs: number;
}

export interface LessonsOutcome {
  results: LessonResult[];
  errors: RunError[];
  leftovers: Leftover[];
  /** Lessons that had to be killed or died, so that their clean-up is unfinished. */
  unclean: string[];
}

/**
 * Runs every lesson in a process of its own, some side by side. One that waits for another's traffic to end makes room
 * meanwhile; one that has failed keeps its place until nothing of it runs any more. Those that are alone from one of their
 * tests on run last, one by one, and prepare while the others end. Two more processes than lessons run at a time are loaded
 * ahead, so that a lesson begins the moment another one's tests end, also when the first of them has to wait.
 */
export async function runLessons(options: LessonsOptions): Promise<LessonsOutcome> {
  const processes = new Slots(options.jobs + 2);
  const turns = new Slots(options.jobs);
  const traffic = new Slots(1);
  const outcome: LessonsOutcome = { results: [], errors: [], leftovers: [], unclean: [] };
  const alone: RunningLesson[] = [];
  const later: LessonToRun[] = [];
  const started = new Set<LessonToRun>();
  const begun: Promise<void>[] = [];
  const quiet: Promise<void>[] = [];
  const shared: Promise<void>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  for (const lesson of options.lessons) {
    const leave = await processes.take();
    if (options.signal.aborted) break;
    if (alone.some(({ lesson: { specFile } }) => specFile === lesson.specFile)) {
      later.push(lesson);
      leave();
      continue;
    }
    started.add(lesson);
    const run = new RunningLesson(lesson, options);
    // They ask in the order of the list, whichever is loaded first.
    const loaded = before.then(() => run.loaded);
    before = loaded;
    begun.push(loaded.then(async (kind) => {
      if (kind === 'alone') {
        alone.push(run);
        leave();
        return;
      }
      let giveBack = await turns.take();
      let hasTraffic = false;
      run.go();
      void run.asks.then(async () => {
        let endTraffic = traffic.takeNow();
        if (endTraffic === undefined) {
          // One at a time: pods that stand and wait need room as well.
          const makesRoom = !traffic.isAwaited;
          if (makesRoom) giveBack();
          endTraffic = await traffic.take();
          if (makesRoom) giveBack = await turns.take({ first: true });
        }
        // Not before: what is taken down beside it would slow the next one's traffic.
        void run.quiet.then(endTraffic);
        hasTraffic = true;
        if (!run.goOn()) giveBack();
      });
      void run.tested.then(async () => {
        if (hasTraffic && traffic.isAwaited) {
          // The slot is for the lesson that has waited for this one's traffic to end: it must have asked for it by then.
          await run.quiet;
          await nextTurn();
        }
        // What has failed may still be starting, and so many may have failed one after the other.
        if (run.hasFailed) await run.quiet;
        giveBack();
        if (run.hasFailed) await run.ended;
        leave();
      });
      quiet.push(run.quiet);
      shared.push(run.ended.then((ended) => { collect(outcome, ended); }));
    }));
  }
  await Promise.all(begun);
  const others = Promise.all(quiet);
  for (const run of alone) {
    const giveBack = await turns.take();
    run.go();
    void run.asks.then(async () => { await others; }).then(() => run.goOn());
    collect(outcome, await run.ended);
    giveBack();
  }
  await Promise.all(shared);
  for (const lesson of later) {
    if (options.signal.aborted) break;
    started.add(lesson);
    const run = new RunningLesson(lesson, options);
    await run.loaded;
    run.go();
    void run.asks.then(() => run.goOn());
    collect(outcome, await run.ended);
  }
  for (const lesson of options.lessons) {
    if (!started.has(lesson)) outcome.results.push(neverStarted(lesson.name, options.signal));
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
