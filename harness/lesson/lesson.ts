import { config as chaiConfig } from 'chai';

import { annotationsOf, suiteAnnotationsOf } from '../report/annotations.ts';
import { readRunContext } from '../run/run-context.ts';
import type { Given } from './given.ts';
import { LessonRun } from './lesson-run.ts';
import type { LessonOptions } from './lesson-run.ts';

// What was expected and what was seen are told in full.
chaiConfig.truncateThreshold = 0;

/**
 * Describes a lesson: one mocha suite whose first test, `apply`, makes a namespace and applies the lesson's objects; the
 * other tests stand on it. After the last test all that was made is deleted.
 */
export function lesson(name: string, ...rest: [body: (given: Given) => void] | [options: LessonOptions, body: (given: Given) => void]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  describe(name, function () {
    const run = new LessonRun(readRunContext(), options);
    const missing = run.missing();
    if (missing !== undefined) suiteAnnotationsOf(this).skipReason = missing;
    // The kit bounds each test and says what it was waiting for; mocha could only say that it took long.
    this.timeout(0);
    foundation('apply', async () => { await run.prepare(); });
    body(run.given);
    run.guard(this);
    after('clean up', async () => { await run.cleanUp(); });
  });
}

/**
 * A test that the lesson's other tests stand on: when it fails, those after it are skipped and say so, rather than fail
 * for a reason that is not theirs. It also runs when `--grep` chooses only others.
 */
export function foundation(title: string, body: () => Promise<void>): void {
  annotationsOf(it(title, body)).precondition = true;
}

/** A test that disturbs all that runs on the cluster: it waits for the other lessons to end, and none starts after it. */
export function alone(title: string, body: () => Promise<void>): void {
  annotationsOf(it(title, body)).turn = 'alone';
}

/**
 * A test that sends as many requests as a small machine can serve in time: it waits for other lessons with such tests to
 * end, and they for its lesson.
 */
export function withTraffic(title: string, body: () => Promise<void>): void {
  annotationsOf(it(title, body)).turn = 'traffic';
}
