import type { LessonEvent } from '../report/events.ts';
import type { Leftover, LessonResult, RunError } from '../report/results.ts';
import { LessonChild } from './lesson-child.ts';
import { LessonRecord, type LessonEnding } from './lesson-record.ts';
import type { RunContext } from './run-context.ts';

export interface LessonToRun {
  name: string;
  /** Absolute path. */
  specFile: string;
}

export interface LessonsOptions {
  /** In the order in which they are started. */
  lessons: readonly LessonToRun[];
  /** Everything but the lesson's name. */
  context: Omit<RunContext, 'lesson'>;
  contextFolder: string;
  /** Lessons side by side. */
  jobs: number;
  grep?: string;
  /** Aborted when all lessons must stop; its reason is told as theirs. */
  signal: AbortSignal;
  bounds?: Partial<LessonBounds>;
  /** Sees every event as it comes, for the terminal. */
  watch: (lesson: string, event: LessonEvent | { type: 'closed'; outcome: LessonResult }) => void;
}

/** Milliseconds. */
export interface LessonBounds {
  /** From start to loaded spec. */
  loadMs: number;
  /** From the go to the end of the last test. */
  testsMs: number;
  /** From there to the end of the process. */
  cleanUpMs: number;
  /** From SIGTERM to SIGKILL. */
  graceMs: number;
}

const defaultBounds: LessonBounds = { loadMs: 60_000, testsMs: 300_000, cleanUpMs: 90_000, graceMs: 18_000 };

export interface LessonsOutcome {
  results: LessonResult[];
  errors: RunError[];
  leftovers: Leftover[];
  /** Lessons that had to be killed or died, so that their clean-up is unfinished. */
  unclean: string[];
}

/** Runs every lesson in a process of its own, some side by side; those that ask to be alone run last, one by one. */
export async function runLessons(options: LessonsOptions): Promise<LessonsOutcome> {
  const slots = new Slots(options.jobs);
  const outcome: LessonsOutcome = { results: [], errors: [], leftovers: [], unclean: [] };
  const alone: LessonRun[] = [];
  const shared: Promise<void>[] = [];
  for (const lesson of options.lessons) {
    await slots.free();
    if (options.signal.aborted) break;
    const release = slots.take();
    const run = new LessonRun(lesson, options, release);
    shared.push(run.loaded.then(async (kind) => {
      if (kind === 'alone') {
        alone.push(run);
        release();
        return;
      }
      run.go();
      collect(outcome, await run.ended);
    }));
  }
  await Promise.all(shared);
  for (const run of alone) {
    run.go();
    collect(outcome, await run.ended);
  }
  for (const lesson of options.lessons) {
    if (!outcome.results.some((result) => result.name === lesson.name)) outcome.results.push(neverStarted(lesson.name, options.signal));
  }
  outcome.results.sort((a, b) => a.name.localeCompare(b.name));
  return outcome;
}

interface EndedLesson {
  result: LessonResult;
  errors: RunError[];
  leftovers: Leftover[];
  clean: boolean;
}

function collect(outcome: LessonsOutcome, ended: EndedLesson): void {
  outcome.results.push(ended.result);
  outcome.errors.push(...ended.errors);
  outcome.leftovers.push(...ended.leftovers);
  if (!ended.clean) outcome.unclean.push(ended.result.name);
}

function neverStarted(name: string, signal: AbortSignal): LessonResult {
  return { name, durationMs: 0, tests: [{ title: 'lesson', status: 'skipped', durationMs: 0, reason: `not run: ${reasonOf(signal)}` }] };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'the run was told to end';
}

/** One lesson from its start to its end, with its deadlines. */
class LessonRun {
  /** Whether the loaded spec asks to be alone; `ended` when it did not get so far. */
  readonly loaded: Promise<'shared' | 'alone' | 'ended'>;
  readonly ended: Promise<EndedLesson>;
  readonly #child: LessonChild;
  readonly #record: LessonRecord;
  readonly #bounds: LessonBounds;
  #ending: LessonEnding | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = Date.now();
  #over = false;

  constructor(lesson: LessonToRun, options: LessonsOptions, release: () => void) {
    this.#bounds = { ...defaultBounds, ...options.bounds };
    this.#record = new LessonRecord(lesson.name);
    let tellLoaded: (kind: 'shared' | 'alone' | 'ended') => void = () => undefined;
    this.loaded = new Promise((resolve) => { tellLoaded = resolve; });
    this.#child = new LessonChild({
      specFile: lesson.specFile,
      context: { ...options.context, lesson: lesson.name },
      contextFolder: options.contextFolder,
      ...(options.grep === undefined ? {} : { grep: options.grep }),
      onEvent: (event) => {
        this.#record.take(event);
        options.watch(lesson.name, event);
        if (event.type === 'planned') {
          this.#bound(undefined);
          tellLoaded(event.alone ? 'alone' : 'shared');
        }
        if (event.type === 'cleaning') {
          this.#bound(this.#bounds.cleanUpMs);
          release();
        }
      },
    });
    this.#bound(this.#bounds.loadMs);
    const stop = (): void => { this.#stop({ kind: 'stopped', reason: reasonOf(options.signal) }); };
    options.signal.addEventListener('abort', stop);
    if (options.signal.aborted) stop();
    this.ended = this.#child.ended.then(({ toldAll, how }) => {
      options.signal.removeEventListener('abort', stop);
      clearTimeout(this.#timer);
      this.#over = true;
      tellLoaded('ended');
      release();
      const ending = this.#ending ?? (toldAll ? { kind: 'done' } : { kind: 'crashed', how, output: this.#child.output });
      const outcome = this.#record.finish(ending, Date.now() - this.#startedAt);
      options.watch(lesson.name, { type: 'closed', outcome: outcome.result });
      return { ...outcome, clean: toldAll };
    });
  }

  /** Starts the tests; the lesson's time counts from here. */
  go(): void {
    if (this.#ending !== undefined || this.#over) return;
    this.#startedAt = Date.now();
    this.#bound(this.#bounds.testsMs);
    this.#child.go();
  }

  #stop(ending: LessonEnding): void {
    this.#ending ??= ending;
    if (ending.kind === 'deadline') this.#record.deadline(ending.afterMs);
    clearTimeout(this.#timer);
    this.#child.terminate();
    this.#timer = setTimeout(() => { this.#child.kill(); }, this.#bounds.graceMs);
  }

  /** Replaces the deadline under way; `undefined` takes it away. */
  #bound(ms: number | undefined): void {
    // A lesson that was told to end keeps the deadline it got then.
    if (this.#ending !== undefined) return;
    clearTimeout(this.#timer);
    if (ms === undefined) return;
    this.#timer = setTimeout(() => { this.#stop({ kind: 'deadline', afterMs: ms }); }, ms);
  }
}

/** Counts the lessons under way. */
class Slots {
  #left: number;
  #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#left = count;
  }

  /** Resolves when one more may start. */
  async free(): Promise<void> {
    while (this.#left <= 0) await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
  }

  /** Takes a slot; the returned function gives it back, once. */
  take(): () => void {
    this.#left -= 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#left += 1;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
  }
}
