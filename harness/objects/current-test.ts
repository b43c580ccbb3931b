import { interrupted } from '../lesson-process/interruption.ts';
import type { Timeline } from '../wait/wait-until.ts';

/** The test that runs now, and what it leaves behind for the report. */
export class Running {
  /** The courses of the waits of the running test. */
  timelines: Timeline[] = [];
  test: Mocha.Runnable | undefined;
  #number = 0;
  #over = new AbortController();

  /** Aborted when the running test is over, or the lesson is interrupted. */
  get signal(): AbortSignal {
    return AbortSignal.any([interrupted, this.#over.signal]);
  }

  /** Counts the tests of the lesson from 1. */
  get number(): number {
    return this.#number;
  }

  begin(test: Mocha.Runnable): void {
    this.test = test;
    this.timelines = [];
    this.#number += 1;
    this.#over = new AbortController();
  }

  /** What still waits for the test stops waiting. */
  end(): void {
    this.#over.abort(new Error('the test is over'));
  }
}
