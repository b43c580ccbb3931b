import type { Turn } from '../lesson-process/annotations.ts';
import type { LessonEvent } from '../lesson-process/events.ts';
import type { Leftover, LessonResult, RunError } from '../verdict/results.ts';
import { LessonChild } from './lesson-child.ts';
import { LessonRecord, type LessonEnding } from './lesson-result.ts';
import type { RunContext } from '../lesson-process/run-context.ts';

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

/** What all lessons of a run have in common. */
export interface RunningOptions {
  /** Everything but the lesson's name. */
  context: Omit<RunContext, 'lesson'>;
  contextFolder: string;
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

/** One lesson from its start to its end, with its deadlines. */
export class RunningLesson {
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

  constructor(lesson: LessonToRun, options: RunningOptions) {
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

  /** Whether one of its tests has failed so far. */
  get hasFailed(): boolean {
    return this.#record.hasFailed;
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

/** What is told of a lesson that had no time to begin. */
export function neverStarted(name: string, signal: AbortSignal): LessonResult {
  return { name, durationMs: 0, tests: [{ title: 'lesson', status: 'skipped', durationMs: 0, reason: `not run: ${reasonOf(signal)}` }] };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'the run was told to end';
}
