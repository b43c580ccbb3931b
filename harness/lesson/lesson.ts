import { config as chaiConfig } from 'chai';

import { annotationsOf, suiteAnnotationsOf } from '../lesson-process/annotations.ts';
import { runContext } from '../lesson-process/run-context.ts';
import type { Given } from './given.ts';
import { LessonRun } from './lesson-run.ts';
import type { LessonOptions } from './lesson-run.ts';

// What was expected and what was seen are told in full.
chaiConfig.truncateThreshold = 0;

/**
 * Describes a lesson: one mocha suite whose first test, `dry run`, makes a namespace and asks the server whether it would
 * take the lesson's objects. Tests of what is written come next, then `apply`, which applies them, then all other tests,
 * each in the order in which they are described. After the last one all that was made is deleted.
 */
export function lesson(name: string, ...rest: [body: (given: Given) => void] | [options: LessonOptions, body: (given: Given) => void]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  describe(name, function () {
    const run = new LessonRun(runContext(), options);
    const missing = run.missing();
    if (missing !== undefined) suiteAnnotationsOf(this).skipReason = missing;
    // The kit bounds each test and says what it was waiting for; mocha could only say that it took long.
    this.timeout(0);
    const dryRun = foundation('dry run', async () => { await run.prepare(); });
    const apply = foundation('apply', async () => { await run.apply(); });
    body(run.given);
    const others = this.tests.filter((test) => test !== dryRun && test !== apply);
    const written = others.filter((test) => annotationsOf(test).asWritten === true);
    this.tests = [dryRun, ...written, apply, ...others.filter((test) => !written.includes(test))];
    run.guard(this);
    after('clean up', async () => { await run.cleanUp(); });
  });
}

/**
 * A test that the lesson's other tests stand on: when it fails, those after it are skipped and say so, rather than fail
 * for a reason that is not theirs. It also runs when `--grep` chooses only others.
 */
export function foundation(title: string, body: () => Promise<void>): Mocha.Test {
  const test = it(title, body);
  annotationsOf(test).precondition = true;
  return test;
}

/**
 * A test of the manifests as they are written. It comes before they are applied: what cannot work need not be started to
 * say so. With `foundation` the other tests stand on it.
 */
export function asWritten(title: string, body: () => void | Promise<void>, options: { foundation?: boolean } = {}): void {
  const test = it(title, body);
  annotationsOf(test).asWritten = true;
  if (options.foundation === true) annotationsOf(test).precondition = true;
}

/** A test that disturbs all that runs on the cluster: it waits for the other lessons to end, and none starts after it. */
export function alone(title: string, body: () => Promise<void>): void {
  annotationsOf(it(title, body)).turn = 'cluster';
}

/**
 * A test that sends as many requests as a small machine can serve in time: it waits for other lessons with such tests to
 * end, and they for its lesson.
 */
export function withTraffic(title: string, body: () => Promise<void>): void {
  annotationsOf(it(title, body)).turn = 'traffic';
}
