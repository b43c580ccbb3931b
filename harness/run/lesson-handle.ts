import type { Turn } from '../lesson-process/annotations.ts';
import type { LessonEvent } from '../lesson-process/events.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';
import type { LessonNews } from '../report/progress.ts';
import { defined } from '../values/defined.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Leftover, LessonResult, RunError } from '../verdict/results.ts';
import { LessonChild, type ChildEnd } from './lesson-child.ts';
import { LessonResultBuilder, withoutVerdict, type LessonEnding } from './lesson-result.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { ScheduledLesson } from './scheduler.ts';

const t = texts.lessonResult;

export interface LessonToRun {
  name: string;
  /** Absolute path. */
  specFile: string;
  /** How many lessons' room it takes; 1 when absent. */
  places?: number;
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
  /** Lessons whose objects this one needs too. */
  standsOn: readonly string[];
  /** One of its tests has or would have waited for its turn. */
  takesTurns: boolean;
}

/** What all lessons of a run have in common. */
export interface RunningOptions {
  /** Everything but the lesson's name. */
  context: Omit<RunContext, 'lesson'>;
  grep?: string;
  /** Aborted when all lessons must stop; its reason is told as theirs. */
  signal: AbortSignal;
  bounds?: Partial<LessonBounds>;
  /** Hears of everything as it comes, for the terminal. */
  watch: (lesson: string, news: LessonNews) => void;
}

/** Milliseconds. */
export interface LessonBounds {
  /** From start to loaded spec. */
  loadMs: number;
  /** From its begin, or from the grant of its turn, to the end of the last test. */
  testsMs: number;
  /** From there to the end of the process. */
  cleanUpMs: number;
  /** From SIGTERM to SIGKILL. */
  graceMs: number;
}

const defaultBounds: LessonBounds = { loadMs: 60_000, testsMs: 300_000, cleanUpMs: 90_000, graceMs: 18_000 };

/** One lesson on the runner's side: its process from start to end, with its deadlines and what it reports. */
export class LessonHandle implements ScheduledLesson {
  readonly lesson: LessonToRun;
  readonly loaded: ScheduledLesson['loaded'];
  readonly turnRequested: Promise<Turn>;
  readonly testsEnded: Promise<undefined>;
  readonly podsGone: Promise<undefined>;
  readonly ended: Promise<EndedLesson>;
  readonly #options: RunningOptions;
  readonly #bounds: LessonBounds;
  readonly #result: LessonResultBuilder;
  readonly #child: LessonChild;
  readonly #loaded = Promise.withResolvers<Awaited<ScheduledLesson['loaded']>>();
  readonly #turnRequested = Promise.withResolvers<Turn>();
  readonly #testsEnded = Promise.withResolvers<undefined>();
  readonly #podsGone = Promise.withResolvers<undefined>();
  #ending: LessonEnding | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = Date.now();
  #standsOn: readonly string[] = [];
  #takesTurns = false;
  #begun = false;
  #turnGranted = false;
  #over = false;

  constructor(lesson: LessonToRun, options: RunningOptions) {
    this.lesson = lesson;
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...options.bounds };
    this.#result = new LessonResultBuilder(lesson.name);
    this.loaded = this.#loaded.promise;
    this.turnRequested = this.#turnRequested.promise;
    this.testsEnded = this.#testsEnded.promise;
    this.podsGone = this.#podsGone.promise;
    this.#child = LessonChild.ofLesson(lesson.specFile, { ...options.context, ...lesson.context, lesson: lesson.name }, {
      ...defined({ grep: options.grep }),
      onEvent: (event) => { this.#take(event); },
    });
    this.#bound(this.#bounds.loadMs);
    const stop = (): void => { this.#stop({ kind: 'stopped', reason: reasonOf(options.signal) }); };
    options.signal.addEventListener('abort', stop);
    if (options.signal.aborted) stop();
    this.ended = this.#child.ended.then((end) => {
      options.signal.removeEventListener('abort', stop);
      return this.#end(end);
    });
  }

  get hasFailed(): boolean {
    return this.#result.hasFailed;
  }

  /** Starts the tests; the lesson's time counts from here. */
  begin(): void {
    if (this.#ending !== undefined || this.#over) return;
    this.#begun = true;
    this.lesson.onBegin?.();
    this.#options.watch(this.lesson.name, { type: 'begun' });
    this.#startedAt = Date.now();
    this.#bound(this.#bounds.testsMs);
    this.#child.send({ type: 'begin' });
  }

  /** Its time begins anew. */
  grantTurn(): boolean {
    if (this.#over) return false;
    this.#turnGranted = true;
    this.#bound(this.#bounds.testsMs);
    this.#options.watch(this.lesson.name, { type: 'turnGranted' });
    this.#child.send({ type: 'turnGranted' });
    return true;
  }

  #take(event: LessonEvent): void {
    this.#result.take(event);
    this.#options.watch(this.lesson.name, event);
    switch (event.type) {
      case 'planned':
        this.#standsOn = event.standsOn ?? [];
        this.#takesTurns = event.takesTurns ?? false;
        this.#bound(undefined);
        this.#loaded.resolve(event.kind);
        break;
      case 'turnRequested':
        // How long the others take is bounded by their own deadlines.
        this.#bound(undefined);
        this.#turnRequested.resolve(event.turn);
        // A second turn is only requested by an exclusive lesson, which has had the cluster since the first.
        if (this.#turnGranted) this.grantTurn();
        break;
      case 'cleaning':
        this.#bound(this.#bounds.cleanUpMs);
        this.#testsEnded.resolve(undefined);
        break;
      case 'podsGone': this.#podsGone.resolve(undefined); break;
      case 'ask':
      case 'done by hand':
      case 'acts':
      case 'try':
      case 'started':
      case 'ended':
      case 'step':
      case 'leftover':
      case 'error':
      case 'note':
      case 'done': break;
    }
  }

  #end({ toldAll, how }: ChildEnd): EndedLesson {
    clearTimeout(this.#timer);
    this.#over = true;
    this.#loaded.resolve('ended');
    this.#testsEnded.resolve(undefined);
    this.#podsGone.resolve(undefined);
    if (this.#ending?.kind === 'stopped' && !this.#begun) return { result: neverStarted(this.lesson.name, this.#options.signal), errors: [], leftovers: [], clean: true, standsOn: [], takesTurns: false };
    const ending = this.#ending ?? (toldAll ? { kind: 'done' } : { kind: 'crashed', how, output: this.#child.output });
    const outcome = this.#result.finish(ending, this.#startedAt);
    this.#options.watch(this.lesson.name, { type: 'closed', outcome: outcome.result });
    const ended = { ...outcome, clean: toldAll, standsOn: this.#standsOn, takesTurns: this.#takesTurns };
    this.lesson.onEnd?.(ended);
    return ended;
  }

  #stop(ending: LessonEnding): void {
    this.#ending ??= ending;
    if (ending.kind === 'deadline') this.#result.deadline(ending.afterMs);
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
  const startedAt = new Date().toISOString();
  return { name, startedAt, durationMs: 0, tests: [withoutVerdict(t.lesson, 'skipped', t.notRun(reasonOf(signal)), { startedAt, durationMs: 0 })] };
}

function reasonOf(signal: AbortSignal): Text {
  if (signal.reason instanceof EnvironmentError) return signal.reason.texts.message;
  return signal.reason instanceof Error ? messageOf(signal.reason) : t.toldToEnd;
}
