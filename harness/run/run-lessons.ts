import type { LessonEvent } from '../report/events.ts';
import type { Leftover, LessonResult, RunError } from '../report/results.ts';
import { LessonChild } from './lesson-child.ts';
import { LessonRecord, type LessonEnding } from './lesson-record.ts';
import type { RunContext } from './run-context.ts';

export interface LessonToRun {
  name: string;
  /** Absolute path. */
  specFile: string;
  /** What its context has of its own: one lesson may run several times, each time with manifests of its own. */
  context?: Partial<Omit<RunContext, 'lesson'>>;
  /** Called when it is loaded and about to begin. */
  onBegin?: () => void;
  onEnd?: (ended: EndedLesson) => void;
}

export interface EndedLesson {
  result: LessonResult;
  errors: RunError[];
  leftovers: Leftover[];
  /** False when it was killed or died, so that its clean-up is unfinished. */
  clean: boolean;
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

/**
 * Runs every lesson in a process of its own, some side by side; those that ask to be alone run last, one by one. One
 * more process than lessons run at a time is loaded ahead, so that a lesson begins the moment another one's tests end.
 */
export async function runLessons(options: LessonsOptions): Promise<LessonsOutcome> {
  const processes = new Slots(options.jobs + 1);
  const turns = new Slots(options.jobs);
  const outcome: LessonsOutcome = { results: [], errors: [], leftovers: [], unclean: [] };
  const alone: LessonRun[] = [];
  const later: LessonToRun[] = [];
  const started = new Set<LessonToRun>();
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
    const run = new LessonRun(lesson, options);
    // In the order of the list, whichever is loaded first.
    const turn = before.then(() => run.loaded).then((kind) => (kind === 'alone' ? undefined : turns.take()));
    before = turn;
    shared.push(turn.then(async (endTurn) => {
      if (endTurn === undefined) {
        alone.push(run);
        leave();
        return;
      }
      run.go();
      void run.tested.then(endTurn).then(leave);
      collect(outcome, await run.ended);
    }));
  }
  await Promise.all(shared);
  for (const run of alone) {
    run.go();
    collect(outcome, await run.ended);
  }
  for (const lesson of later) {
    if (options.signal.aborted) break;
    started.add(lesson);
    const run = new LessonRun(lesson, options);
    await run.loaded;
    run.go();
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

function neverStarted(name: string, signal: AbortSignal): LessonResult {
  return { name, durationMs: 0, tests: [{ title: 'lesson', status: 'skipped', durationMs: 0, reason: `not run: ${reasonOf(signal)}` }] };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'the run was told to end';
}

/** One lesson from its start to its end, with its deadlines. */
class LessonRun {
  readonly lesson: LessonToRun;
  /** Whether the loaded spec asks to be alone; `ended` when it did not get so far. */
  readonly loaded: Promise<'shared' | 'alone' | 'ended'>;
  /** When its tests are over: from there on it only cleans up. */
  readonly tested: Promise<void>;
  readonly ended: Promise<EndedLesson>;
  readonly #child: LessonChild;
  readonly #record: LessonRecord;
  readonly #bounds: LessonBounds;
  #ending: LessonEnding | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = Date.now();
  #begun = false;
  #over = false;

  constructor(lesson: LessonToRun, options: LessonsOptions) {
    this.lesson = lesson;
    this.#bounds = { ...defaultBounds, ...options.bounds };
    this.#record = new LessonRecord(lesson.name);
    let tellLoaded: (kind: 'shared' | 'alone' | 'ended') => void = () => undefined;
    this.loaded = new Promise((resolve) => { tellLoaded = resolve; });
    let tellTested: () => void = () => undefined;
    this.tested = new Promise((resolve) => { tellTested = resolve; });
    this.#child = new LessonChild({
      specFile: lesson.specFile,
      context: { ...options.context, ...lesson.context, lesson: lesson.name },
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
          tellTested();
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
      tellTested();
      if (this.#ending?.kind === 'stopped' && !this.#begun) return { result: neverStarted(lesson.name, options.signal), errors: [], leftovers: [], clean: true };
      const ending = this.#ending ?? (toldAll ? { kind: 'done' } : { kind: 'crashed', how, output: this.#child.output });
      const outcome = this.#record.finish(ending, Date.now() - this.#startedAt);
      options.watch(lesson.name, { type: 'closed', outcome: outcome.result });
      const ended = { ...outcome, clean: toldAll };
      lesson.onEnd?.(ended);
      return ended;
    });
  }

  /** Starts the tests; the lesson's time counts from here. */
  go(): void {
    if (this.#ending !== undefined || this.#over) return;
    this.#begun = true;
    this.lesson.onBegin?.();
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

/** So many at a time, in the order in which they ask. */
class Slots {
  #left: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#left = count;
  }

  /** Resolves with a slot: the returned function gives it back, once. */
  async take(): Promise<() => void> {
    if (this.#left > 0) this.#left -= 1;
    else await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next === undefined) this.#left += 1;
      else next();
    };
  }
}
