import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Turn } from '../report/annotations.ts';
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
  /** In the order in which they are started, as far as their company lets them. */
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
 * Runs every lesson in a process of its own, some side by side. Those that wait for others to end their traffic make room
 * meanwhile. Those that are alone from one of their tests on run last, one by one, and prepare while the others end. Two more processes than lessons run at a time are loaded
 * ahead, so that a lesson begins the moment another one's tests end, also when the first of them has to wait.
 */
export async function runLessons(options: LessonsOptions): Promise<LessonsOutcome> {
  const processes = new Slots(options.jobs + 2);
  const turns = new Slots(options.jobs);
  const traffic = new Slots(1);
  const outcome: LessonsOutcome = { results: [], errors: [], leftovers: [], unclean: [] };
  const alone: LessonRun[] = [];
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
    const run = new LessonRun(lesson, options);
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
          giveBack();
          endTraffic = await traffic.take();
          giveBack = await turns.take({ first: true });
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
        giveBack();
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
    const run = new LessonRun(lesson, options);
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
  /** When it waits for its turn and {@link goOn}; never, when it does not get so far. */
  readonly asks: Promise<Turn>;
  /** When nothing of it runs any more. */
  readonly quiet: Promise<void>;
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
    const asks = Promise.withResolvers<Turn>();
    this.asks = asks.promise;
    const quiet = Promise.withResolvers<undefined>();
    this.quiet = quiet.promise;
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
        if (event.type === 'turn?') {
          // How long the others take is bounded by their own deadlines.
          this.#bound(undefined);
          asks.resolve(event.turn);
        }
        if (event.type === 'quiet') quiet.resolve(undefined);
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
      quiet.resolve(undefined);
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
    this.#child.send({ type: 'go' });
  }

  /** Tells it that its turn has come; its time begins anew. False when it has ended meanwhile. */
  goOn(): boolean {
    if (this.#over) return false;
    this.#bound(this.#bounds.testsMs);
    this.#child.send({ type: 'turn' });
    return true;
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

  /** Whether somebody waits for a slot. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Takes a slot that is free: the returned function gives it back, once. Undefined when there is none. */
  takeNow(): (() => void) | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    return this.#held();
  }

  /** Resolves with a slot as soon as there is one. */
  async take({ first = false } = {}): Promise<() => void> {
    const now = this.takeNow();
    if (now !== undefined) return now;
    await new Promise<void>((resolve) => {
      if (first) this.#waiting.unshift(resolve);
      else this.#waiting.push(resolve);
    });
    return this.#held();
  }

  #held(): () => void {
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
