import { LessonFailure, locationOf } from '../verdict/lesson-failure.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Position } from '../manifests/position.ts';
import { joinTexts, mapText, type Text } from '../text/language.ts';
import type { Clock } from './clock.ts';
import type { Problem } from './problem.ts';
import { oddObjectIn } from './odd-objects.ts';
import type { ObservedSnapshot } from './snapshot.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';

const t = texts.wait;

/** What is waited for, and how messages name it. */
export interface Wait<S, R> {
  object: ObjectName;
  /** The state in words that follow the object: `Ready`, `bound to mysql-hostpath-pv`. */
  state: Text;
  withinMs: number;
  watch(signal: AbortSignal): AsyncIterable<ObservedSnapshot<S>>;
  /** What the wait resolves with; undefined as long as the state has not come. */
  reached(snapshot: S): R | undefined;
  /** What is seen now, for people. */
  describe(snapshot: S): Text;
  /** Why the state will not come, the most certain first. */
  problems?(snapshot: S): Problem[];
  /** What the spec says about a failure, where the wait itself knows nothing more specific. */
  blame?: { object: ObjectName; field?: string; hint?: Text };
}

/** What a wait needs from its surroundings. */
export interface WaitContext {
  clock: Clock;
  /** Aborted when the lesson is interrupted or its test is over. */
  signal: AbortSignal;
  /** Says what is being waited for. */
  step(text: Text): void;
  /** Keeps the history of a wait for the evidence. */
  keep(timeline: Timeline): void;
  /** Where an object's field is written; undefined for objects without a manifest. */
  locate(object: ObjectName, field?: string): { object: ObjectName; field?: string; position: Partial<Position> } | undefined;
  /** Problems that an earlier wait has already waited out: they count at once. Added to by this one. */
  proved?: Set<string>;
  /** Puts the learner's own names into a text from the cluster. */
  learnersTerms(text: string): string;
  /**
   * More about a problem that has become the failure, to be put behind what was observed and in front of the hint, and the field where it
   * is another one than the problem's; undefined: nothing more is known.
   */
  more?(problem: Problem): Promise<{ observed: Text; hint?: Text; field?: string } | undefined>;
}

/** The history of one wait: each state that was seen, once, with its time. */
export interface Timeline {
  object: ObjectName;
  state: Text;
  startedAt: number;
  seen: { atMs: number; what: Text }[];
  outcome: Text;
}

/**
 * Waits for a state by watching. Ends early when a problem says that the state will not come, and never before it has seen
 * what is there.
 *
 * @throws LessonFailure that says what was expected, what was last seen and when, and where the reason is written
 */
export async function waitUntil<S, R>(wait: Wait<S, R>, context: WaitContext): Promise<R> {
  const { clock } = context;
  const startedAt = clock.now();
  const history = new History(wait, context, startedAt);
  context.step(t.waiting(wait.object, wait.state));
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const alarm = new Alarm(clock, signal);
  const snapshots = wait.watch(signal)[Symbol.asyncIterator]();
  try {
    let upcoming = snapshots.next();
    for (;;) {
      const deadline = history.nextDeadline();
      const next = await (deadline === undefined ? upcoming : Promise.race([upcoming, alarm.at(deadline)]));
      if (next === 'alarm') {
        await history.throwWhenOverdue();
        continue;
      }
      if (next.done === true) throw new Error(`the watch of ${wait.object} ended`);
      const reached = lookAt(next.value.snapshot, () => {
        const found = wait.reached(next.value.snapshot);
        history.saw(next.value);
        return found;
      });
      if (reached !== undefined) {
        history.ended(t.reached);
        return reached;
      }
      await history.throwWhenOverdue();
      upcoming = snapshots.next();
    }
  } catch (error) {
    history.ended(error instanceof LessonFailure ? outcomeOf(error) : t.interrupted);
    throw error;
  } finally {
    stop.abort(new Error('the wait is over'));
    // The watch ends by the signal; what it then throws was its end, not news.
    await snapshots.return?.().catch(() => undefined);
  }
}

/** @throws EnvironmentError where it fails because of an object that the server should not have sent */
function lookAt<T>(snapshot: unknown, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw oddObjectIn(snapshot, error) ?? error;
  }
}

function outcomeOf({ failure }: LessonFailure): Text {
  const { expected, observed, ja } = failure;
  return t.failed(locationOf(failure), { en: expected, ja: ja.expected }, { en: observed, ja: ja.observed });
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
class History<S, R> {
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

  saw(observed: ObservedSnapshot<S>): void {
    const what = mapText(this.#wait.describe(observed.snapshot), (text) => this.#context.learnersTerms(text));
    if (this.#seen.at(-1)?.what.en !== what.en) this.#seen.push({ atMs: observed.at - this.#startedAt, what });
    const now = this.#context.clock.now();
    const problems = this.#wait.problems?.(observed.snapshot) ?? [];
    this.#problems = new Map(problems.map((problem) => [problem.key, { problem, since: this.#problems.get(problem.key)?.since ?? now }]));
  }

  /**
   * When something falls due next: the wait itself, or a problem's grace. Undefined as long as nothing was seen: a server that has
   * not responded yet says nothing about the object, and how long it may take is a matter of the watch.
   */
  nextDeadline(): number | undefined {
    if (this.#seen.length === 0) return undefined;
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

  ended(outcome: Text): void {
    this.#context.keep({ object: this.#wait.object, state: this.#wait.state, startedAt: this.#startedAt, seen: this.#seen, outcome });
  }

  async #failure(problem: Problem | undefined, late: boolean): Promise<LessonFailure> {
    const elapsedMs = this.#context.clock.now() - this.#startedAt;
    const more = problem === undefined ? undefined : await this.#context.more?.(problem);
    const last = this.#seen.at(-1);
    const { blame, object, state, withinMs } = this.#wait;
    const seen = last === undefined ? '' : t.lastSeen(last.what, last.atMs);
    const subject = this.#context.learnersTerms(problem?.object ?? blame?.object ?? object) as ObjectName;
    const faulty = problem === undefined ? blame?.field : (more?.field ?? problem.field);
    const located = this.#context.locate(subject, faulty);
    const field = located?.field ?? faulty;
    const hint = problem === undefined ? (blame?.hint ?? t.hints.late) : joinTexts([more?.hint ?? '', problem.hint], ' ');
    return new LessonFailure({
      expected: subject === object ? t.within(state, withinMs) : t.objectWithin(object, state, withinMs),
      observed: mapText(
        problem === undefined ? t.still(elapsedMs, seen) : t[late ? 'problemAtEnd' : 'problemAfter'](joinTexts([problem.observed, more?.observed ?? ''], '; '), elapsedMs),
        (text) => this.#context.learnersTerms(text),
      ),
      object: located?.object ?? subject,
      ...defined({ field }),
      ...located?.position,
      elapsedMs: Math.round(elapsedMs),
      ...(late ? { late: true as const } : {}),
      ...defined({ noRoom: problem?.noRoom }),
      hint,
      evidence: [],
    });
  }
}
