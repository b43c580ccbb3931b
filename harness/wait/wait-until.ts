import { LessonFailure } from '../verdict/lesson-failure.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Position } from '../manifests/source.ts';
import type { Text } from '../text/language.ts';
import type { Clock } from './clock.ts';
import type { Problem } from './problem.ts';
import type { Moment } from './snapshot.ts';
import { waitHints } from '../hints/wait-hints.ts';
import { roundSeconds } from '../text/duration.ts';
import { defined } from '../values/defined.ts';

/** What is waited for, and how it is told. */
export interface Wait<S, R> {
  object: ObjectName;
  /** The state in words that follow the object: `Ready`, `bound to mysql-hostpath-pv`. */
  state: string;
  withinMs: number;
  watch(signal: AbortSignal): AsyncIterable<Moment<S>>;
  /** What the wait resolves with; undefined as long as the state has not come. */
  reached(scene: S): R | undefined;
  /** What is seen now, for people. */
  describe(scene: S): string;
  /** Why the state will not come, the most certain first. */
  problems?(scene: S): Problem[];
  /** What the spec says about a failure, where the wait itself knows nothing more specific. */
  blame?: { object: ObjectName; field?: string; hint?: Text };
}

/** What a wait needs from its surroundings. */
export interface WaitContext {
  clock: Clock;
  /** Aborted when the lesson is interrupted or its test is over. */
  signal: AbortSignal;
  /** Tells people what is being waited for. */
  step(text: string): void;
  /** Keeps the course of a wait for the evidence. */
  keep(timeline: Timeline): void;
  /** Where an object's field is written; undefined for objects without a manifest. */
  locate(object: ObjectName, field?: string): { field?: string; position: Partial<Position> } | undefined;
  /** Problems that an earlier wait has already waited out: they count at once. Added to by this one. */
  proved?: Set<string>;
  /** Puts the learner's own names into a text from the cluster. */
  learnersTerms(text: string): string;
  /** More about a problem that has become the failure, to be put behind what was observed; undefined: nothing more is known. */
  more?(problem: Problem): Promise<string | undefined>;
}

/** The course of one wait: each state that was seen, once, with its time. */
export interface Timeline {
  object: ObjectName;
  state: string;
  startedAt: number;
  seen: { atMs: number; what: string }[];
  outcome: string;
}

/**
 * Waits for a state by watching. Ends early when a problem says that the state will not come.
 *
 * @throws LessonFailure that says what was expected, what was last seen and when, and where the reason is written
 */
export async function waitUntil<S, R>(wait: Wait<S, R>, context: WaitContext): Promise<R> {
  const { clock } = context;
  const startedAt = clock.now();
  const course = new Course(wait, context, startedAt);
  context.step(`waiting for ${wait.object}: ${wait.state}`);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const alarm = new Alarm(clock, signal);
  const moments = wait.watch(signal)[Symbol.asyncIterator]();
  try {
    let upcoming = moments.next();
    for (;;) {
      const next = await Promise.race([upcoming, alarm.at(course.nextDeadline())]);
      if (next === 'alarm') {
        await course.throwWhenOverdue();
        continue;
      }
      if (next.done === true) throw new Error(`the watch of ${wait.object} ended`);
      const reached = wait.reached(next.value.scene);
      course.saw(next.value);
      if (reached !== undefined) {
        course.ended('reached');
        return reached;
      }
      await course.throwWhenOverdue();
      upcoming = moments.next();
    }
  } catch (error) {
    course.ended(error instanceof LessonFailure ? error.message : 'interrupted');
    throw error;
  } finally {
    stop.abort(new Error('the wait is over'));
    // The watch ends by the signal; what it then throws was its end, not news.
    await moments.return?.().catch(() => undefined);
  }
}

/** One timer that can be set to another time. */
class Alarm {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #current: { at: number; rings: Promise<'alarm'> } | undefined;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  at(time: number): Promise<'alarm'> {
    if (this.#current?.at === time) return this.#current.rings;
    const rings = this.#ring(time);
    // An alarm that nobody waits for any more may end by the signal unheard.
    rings.catch(() => undefined);
    this.#current = { at: time, rings };
    return rings;
  }

  async #ring(time: number): Promise<'alarm'> {
    await this.#clock.delay(Math.max(0, time - this.#clock.now()), this.#signal);
    this.#current = undefined;
    return 'alarm';
  }
}

/** What a wait has seen so far, and what follows from it. */
class Course<S, R> {
  readonly #wait: Wait<S, R>;
  readonly #context: WaitContext;
  readonly #startedAt: number;
  readonly #seen: Timeline['seen'] = [];
  /** Problems of the last moment with the time since which each lasts. */
  #problems = new Map<string, { problem: Problem; since: number }>();

  constructor(wait: Wait<S, R>, context: WaitContext, startedAt: number) {
    this.#wait = wait;
    this.#context = context;
    this.#startedAt = startedAt;
  }

  saw(moment: Moment<S>): void {
    const what = this.#context.learnersTerms(this.#wait.describe(moment.scene));
    if (this.#seen.at(-1)?.what !== what) this.#seen.push({ atMs: moment.at - this.#startedAt, what });
    const now = this.#context.clock.now();
    const problems = this.#wait.problems?.(moment.scene) ?? [];
    this.#problems = new Map(problems.map((problem) => [problem.key, { problem, since: this.#problems.get(problem.key)?.since ?? now }]));
  }

  /** When something falls due next: the wait itself, or a problem's grace. */
  nextDeadline(): number {
    return Math.min(this.#startedAt + this.#wait.withinMs, ...[...this.#problems.values()].map((each) => this.#counts(each)));
  }

  /** Throws the {@link LessonFailure} that is due, if there is one. */
  async throwWhenOverdue(): Promise<void> {
    const now = this.#context.clock.now();
    const lasting = [...this.#problems.values()].find((each) => now >= this.#counts(each));
    if (lasting !== undefined) {
      this.#context.proved?.add(lasting.problem.key);
      throw await this.#failure(lasting.problem, false);
    }
    // Nothing is certain, but what is in the way right now explains more than the state alone.
    if (now >= this.#startedAt + this.#wait.withinMs) throw await this.#failure([...this.#problems.values()][0]?.problem, true);
  }

  /** From when on a problem counts. */
  #counts({ problem, since }: { problem: Problem; since: number }): number {
    return since + (this.#context.proved?.has(problem.key) === true ? 0 : problem.graceMs);
  }

  ended(outcome: string): void {
    this.#context.keep({ object: this.#wait.object, state: this.#wait.state, startedAt: this.#startedAt, seen: this.#seen, outcome });
  }

  async #failure(problem: Problem | undefined, late: boolean): Promise<LessonFailure> {
    const elapsedMs = this.#context.clock.now() - this.#startedAt;
    const more = problem === undefined ? undefined : await this.#context.more?.(problem);
    const last = this.#seen.at(-1);
    const { blame, object, state, withinMs } = this.#wait;
    const seen = last === undefined ? 'nothing' : `${last.what} (since ${roundSeconds(last.atMs)} after the wait began)`;
    const subject = problem?.object ?? blame?.object ?? object;
    const located = this.#context.locate(subject, problem === undefined ? blame?.field : problem.field);
    const field = located?.field ?? (problem === undefined ? blame?.field : problem.field);
    const hint = problem === undefined ? (blame?.hint ?? waitHints.late()) : problem.hint;
    return new LessonFailure({
      expected: subject === object ? `${state} within ${roundSeconds(withinMs)}` : `${object} ${state} within ${roundSeconds(withinMs)}`,
      observed: this.#context.learnersTerms(
        problem === undefined ? `after ${roundSeconds(elapsedMs)} still: ${seen}` : `${problem.observed}${more === undefined ? '' : `; ${more}`} (${late ? 'at the end' : 'after'} ${roundSeconds(elapsedMs)})`,
      ),
      object: subject,
      ...defined({ field }),
      ...located?.position,
      elapsedMs: Math.round(elapsedMs),
      ...(late ? { late: true as const } : {}),
      hint,
      evidence: [],
    });
  }
}
