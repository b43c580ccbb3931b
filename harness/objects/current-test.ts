import { interrupted } from '../lesson-process/interruption.ts';
import type { Actor } from '../acts/acts.ts';
import { refuseVisit, type Effect } from '../lesson-process/effect.ts';
import type { EnvironmentError } from '../verdict/environment-error.ts';
import type { Timeline } from '../wait/wait-until.ts';

/** The test that runs now, and what it leaves behind for the report. */
export class CurrentTest {
  /** The histories of the waits of the running test. */
  timelines: Timeline[] = [];
  test: Mocha.Runnable | undefined;
  /** What it may do; undefined between tests, when only the harness itself acts. */
  effect: Effect | undefined;
  /** Who makes the changes of the running test, where what a learner has applied is judged; undefined: they are made as in any run. */
  actor: Actor | undefined;
  /** Whether the running test has changed something. */
  wrote = false;
  /** Puts back what the test has disturbed, should it fail: last in, first out. */
  putBacks: (() => Promise<unknown>)[] = [];
  #number = 0;
  #over = new AbortController();
  readonly #lost = new AbortController();

  /** Aborted when the running test is over, the lesson is interrupted, or what it stands on is lost. */
  get signal(): AbortSignal {
    return AbortSignal.any([interrupted, this.#lost.signal, this.#over.signal]);
  }

  /** Aborted, with an EnvironmentError, when the lesson has lost what it stands on: no test can be judged any more. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Ends all waits: what the lesson stands on is gone, and no manifest caused that. */
  lose(error: EnvironmentError): void {
    this.#lost.abort(error);
  }

  /** Counts the tests of the lesson from 1. */
  get number(): number {
    return this.#number;
  }

  begin(test: Mocha.Runnable, effect: Effect, actor?: Actor): void {
    this.test = test;
    this.effect = effect;
    this.actor = actor;
    this.timelines = [];
    this.putBacks = [];
    this.wrote = false;
    this.#number += 1;
    this.#over = new AbortController();
  }

  /** The running test. Throws between tests. */
  requireTest(): Mocha.Runnable {
    if (this.test === undefined) throw new Error('no test is running');
    return this.test;
  }

  /** Throws when the test has said that it only reads. */
  requireVisits(what: string): void {
    if (this.effect !== undefined) refuseVisit(this.effect, what);
  }

  /** From here on the harness itself acts, to put back what the test has disturbed: waits go on, writes are its own. */
  allowHarness(): void {
    this.effect = undefined;
    this.#over = new AbortController();
  }

  /** What still waits for the test stops waiting. */
  end(): void {
    this.effect = undefined;
    this.#over.abort(new Error('the test is over'));
  }
}
