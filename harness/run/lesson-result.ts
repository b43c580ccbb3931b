import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { LessonEvent, PlannedTest } from '../lesson-process/events.ts';
import { runError } from '../verdict/environment-error.ts';
import { flattened } from '../verdict/lesson-failure.ts';
import type { LessonResult, Leftover, Note, RunError, TestResult } from '../verdict/results.ts';
import { roundSeconds } from '../text/duration.ts';

/** How a lesson's process ended. */
export type LessonEnding =
  | { kind: 'done' }
  /** Killed because it did not end in time. */
  | { kind: 'deadline'; afterMs: number }
  /** Told to end: Ctrl-C, or the cluster went away. */
  | { kind: 'stopped'; reason: Text }
  /** The process ended without having told all; `output` is where its last words are. */
  | { kind: 'crashed'; how: string; output: string };

export interface LessonOutcome {
  result: LessonResult;
  errors: RunError[];
  leftovers: Leftover[];
}

const t = texts.lessonResult;

/** Collects what one lesson tells and makes the lesson's result of it, however the lesson ended. */
export class LessonResultBuilder {
  readonly name: string;
  readonly #tests = new Map<string, TestResult>();
  readonly #errors: RunError[] = [];
  readonly #leftovers: Leftover[] = [];
  readonly #notes: Note[] = [];
  #planned: PlannedTest[] = [];
  #running: { title: string; since: number } | undefined;
  #overdue: string | undefined;
  #step: Text | undefined;
  readonly #now: () => number;

  constructor(name: string, now: () => number = Date.now) {
    this.name = name;
    this.#now = now;
  }

  /** Whether a test has failed so far. */
  get hasFailed(): boolean {
    return [...this.#tests.values()].some(({ status }) => status === 'failed');
  }

  take(event: LessonEvent): void {
    switch (event.type) {
      case 'planned': this.#planned = event.tests; break;
      case 'started': this.#running = { title: event.title, since: this.#now() }; this.#step = undefined; break;
      case 'ended': this.#end(event.test); break;
      case 'step': this.#step = event.text; break;
      case 'leftover': this.#leftovers.push(event.leftover); break;
      case 'error': this.#errors.push(event.error); break;
      case 'note': this.#notes.push({ text: event.text.en, ja: { text: event.text.ja } }); break;
      case 'ask':
      case 'done by hand':
      case 'acts':
      case 'try':
      case 'turnRequested':
      case 'cleaning':
      case 'podsGone':
      case 'done': break;
    }
  }

  /** Called when the lesson did not end in time: the test that runs now has failed, whatever it says when it is stopped. */
  deadline(afterMs: number): void {
    if (this.#running === undefined) return;
    this.#overdue = this.#running.title;
    this.#tests.set(this.#running.title, this.#endOfRunning(this.#running, { kind: 'deadline', afterMs }));
  }

  #end(test: TestResult): void {
    if (test.title !== this.#overdue) this.#tests.set(test.title, test);
    this.#running = undefined;
  }

  /** Test that runs now and what it does, for people. */
  doing(): Text {
    const title = this.#running === undefined ? t.between : t.test(this.#titleOf(this.#running.title));
    return this.#step === undefined ? title : t.testStep(title, this.#step);
  }

  /** `startedAt`: when the tests began, in milliseconds since 1970. */
  finish(ending: LessonEnding, startedAt: number): LessonOutcome {
    if (this.#running !== undefined && this.#running.title !== this.#overdue) {
      this.#tests.set(this.#running.title, this.#endOfRunning(this.#running, ending));
    }
    for (const title of this.#planned) {
      if (!this.#tests.has(title.en)) this.#tests.set(title.en, withoutVerdict(title, 'skipped', t.notRun(this.#why(ending)), { startedAt: iso(this.#now()), durationMs: 0 }));
    }
    const errors = [...this.#errors, ...this.#errorOf(ending)];
    return { result: { name: this.name, startedAt: iso(startedAt), durationMs: this.#now() - startedAt, tests: this.#inPlannedOrder(), ...(this.#notes.length > 0 ? { notes: this.#notes } : {}) }, errors, leftovers: this.#leftovers };
  }

  #endOfRunning(running: { title: string; since: number }, ending: LessonEnding): TestResult {
    const durationMs = this.#now() - running.since;
    const title = this.#titleOf(running.title);
    const times = { startedAt: iso(running.since), durationMs };
    if (ending.kind !== 'deadline') return withoutVerdict(title, 'invalid', this.#why(ending), times);
    return {
      title: title.en, level: title.level ?? 'promise', ja: { title: title.ja }, ...times, status: 'failed',
      failure: flattened({
        expected: t.expected(roundSeconds(ending.afterMs)), observed: t.observed(this.doing()), object: `Lesson/${this.name}`,
        elapsedMs: durationMs, late: true, hint: t.hint,
      }),
    };
  }

  #why(ending: LessonEnding): Text {
    switch (ending.kind) {
      case 'done': return t.earlierFailed;
      case 'deadline': return t.late(roundSeconds(ending.afterMs));
      case 'stopped': return ending.reason;
      case 'crashed': return t.crashed(ending.how);
    }
  }

  #errorOf(ending: LessonEnding): RunError[] {
    if (ending.kind === 'crashed') {
      return [runError(this.name, t.crashedIn(ending.how, this.doing()), t.crashedHint(ending.output))];
    }
    // A deadline with no test running is a clean-up (or a load) that hangs: nothing that a manifest's test shows.
    if (ending.kind === 'deadline' && this.#overdue === undefined) {
      return [runError(this.name, t.lateIn(roundSeconds(ending.afterMs), this.doing()), t.lateHint)];
    }
    return [];
  }

  /** Events name a test by its English title. */
  #titleOf(title: string): PlannedTest {
    return this.#planned.find(({ en }) => en === title) ?? verbatim(title);
  }

  #inPlannedOrder(): TestResult[] {
    const place = (test: TestResult): number => {
      const index = this.#planned.findIndex(({ en }) => en === test.title);
      return index < 0 ? -1 : index;
    };
    return [...this.#tests.values()].sort((a, b) => place(a) - place(b));
  }
}

/** A test of which nothing is known but why. */
export function withoutVerdict(title: PlannedTest, status: 'skipped' | 'invalid', reason: Text, times: Pick<TestResult, 'startedAt' | 'durationMs'>): TestResult {
  return { title: title.en, level: title.level ?? 'promise', status, ...times, reason: reason.en, ja: { title: title.ja, reason: reason.ja } };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
