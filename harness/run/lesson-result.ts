import type { Text } from '../text/language.ts';
import type { LessonEvent } from '../lesson-process/events.ts';
import { runError } from '../verdict/environment-error.ts';
import { flattened } from '../verdict/lesson-failure.ts';
import type { LessonResult, Leftover, RunError, TestResult } from '../verdict/results.ts';
import { roundSeconds } from '../text/duration.ts';

/** How a lesson's process ended. */
export type LessonEnding =
  | { kind: 'done' }
  /** Killed because it did not end in time. */
  | { kind: 'deadline'; afterMs: number }
  /** Told to end: Ctrl-C, or the cluster went away. */
  | { kind: 'stopped'; reason: string }
  /** The process ended without having told all; `output` is where its last words are. */
  | { kind: 'crashed'; how: string; output: string };

export interface LessonOutcome {
  result: LessonResult;
  errors: RunError[];
  leftovers: Leftover[];
}

/** Collects what one lesson tells and makes the lesson's result of it, however the lesson ended. */
export class LessonResultBuilder {
  readonly name: string;
  readonly #tests = new Map<string, TestResult>();
  readonly #errors: RunError[] = [];
  readonly #leftovers: Leftover[] = [];
  #planned: string[] = [];
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
  doing(): string {
    const title = this.#running === undefined ? 'between two tests' : `"${this.#running.title}"`;
    return this.#step === undefined ? title : `${title}: ${this.#step.en}`;
  }

  /** `startedAt`: when the tests began, in milliseconds since 1970. */
  finish(ending: LessonEnding, startedAt: number): LessonOutcome {
    if (this.#running !== undefined && this.#running.title !== this.#overdue) {
      this.#tests.set(this.#running.title, this.#endOfRunning(this.#running, ending));
    }
    for (const title of this.#planned) {
      if (!this.#tests.has(title)) this.#tests.set(title, { title, status: 'skipped', startedAt: iso(this.#now()), durationMs: 0, reason: `not run: ${this.#why(ending)}` });
    }
    const errors = [...this.#errors, ...this.#errorOf(ending)];
    return { result: { name: this.name, startedAt: iso(startedAt), durationMs: this.#now() - startedAt, tests: this.#inPlannedOrder() }, errors, leftovers: this.#leftovers };
  }

  #endOfRunning(running: { title: string; since: number }, ending: LessonEnding): TestResult {
    const durationMs = this.#now() - running.since;
    const base = { title: running.title, startedAt: iso(running.since), durationMs };
    if (ending.kind !== 'deadline') return { ...base, status: 'invalid', reason: this.#why(ending) };
    return {
      ...base, status: 'failed',
      failure: flattened({
        expected: `the lesson to end within ${roundSeconds(ending.afterMs)}`, observed: `it was still in ${this.doing()}`, object: `Lesson/${this.name}`,
        elapsedMs: durationMs, late: true, hint: 'See what the last step waits for; the events of the namespace tell why it does not come.',
      }),
    };
  }

  #why(ending: LessonEnding): string {
    switch (ending.kind) {
      case 'done': return 'an earlier part of the lesson failed';
      case 'deadline': return `the lesson did not end within ${roundSeconds(ending.afterMs)}`;
      case 'stopped': return ending.reason;
      case 'crashed': return `the lesson's process ended early (${ending.how})`;
    }
  }

  #errorOf(ending: LessonEnding): RunError[] {
    if (ending.kind === 'crashed') {
      return [runError(this.name, `the lesson's process ended early (${ending.how}) in ${this.doing()}`, `Its last words are in ${ending.output}.`)];
    }
    // A deadline with no test running is a clean-up (or a load) that hangs: nothing that a manifest's test shows.
    if (ending.kind === 'deadline' && this.#overdue === undefined) {
      return [runError(this.name, `did not end within ${roundSeconds(ending.afterMs)}, ${this.doing()}`, 'What it left carries the label of this run and is removed by it.')];
    }
    return [];
  }

  #inPlannedOrder(): TestResult[] {
    const place = (test: TestResult): number => {
      const index = this.#planned.indexOf(test.title);
      return index < 0 ? -1 : index;
    };
    return [...this.#tests.values()].sort((a, b) => place(a) - place(b));
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
