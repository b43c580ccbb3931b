import { config as chaiConfig } from 'chai';

import { saveEvidence } from '../evidence/save-evidence.ts';
import { LessonFailure } from '../errors/lesson-failure.ts';
import { failureAbout, isAssertion, sidesOf } from '../expect/blame.ts';
import { inReadersLanguage } from '../hints/language.ts';
import { waitHints } from '../hints/wait-hints.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { annotationsOf, suiteAnnotationsOf } from '../report/annotations.ts';
import { lastStep, tellRunner } from '../report/events.ts';
import { interrupted } from '../run/interruption.ts';
import { readRunContext } from '../run/run-context.ts';
import type { RunContext } from '../run/run-context.ts';
import { removePlace } from './clean-up.ts';
import { Given } from './given.ts';
import { openPlace } from './open-place.ts';
import { Session } from './session.ts';

export interface LessonOptions {
  /** What the cluster must have; without it the lesson is skipped and says so. */
  needs?: readonly 'ingress'[];
  /** Lessons whose objects this one needs too. */
  standsOn?: readonly string[];
  /** Must not share the cluster with other lessons. */
  alone?: boolean;
  /** Milliseconds for one test; 90 000 when absent. */
  testDeadlineMs?: number;
  /** Which objects the test `apply` applies; all when absent. */
  apply?: (manifest: Manifest) => boolean;
}

// What was expected and what was seen are told in full.
chaiConfig.truncateThreshold = 0;

/** Milliseconds for the clean-up of a lesson; when the run is interrupted, and its runner waits. */
const cleanUpMs = 60_000;
const hurriedCleanUpMs = 12_000;
/** Milliseconds for saving evidence: a cluster that does not answer must not hold the verdict. */
const evidenceMs = 10_000;

/**
 * Describes a lesson: one mocha suite whose first test, `apply`, makes a namespace and applies the lesson's objects.
 * When that fails the other tests are skipped. After the last test all that was made is deleted.
 */
export function lesson(name: string, ...rest: [body: (given: Given) => void] | [options: LessonOptions, body: (given: Given) => void]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  describe(name, function () {
    const run = new LessonRun(readRunContext(), options);
    suiteAnnotationsOf(this).alone = options.alone === true;
    const missing = run.missing();
    if (missing !== undefined) suiteAnnotationsOf(this).skipReason = missing;
    // The kit bounds each test and says what it was waiting for; mocha could only say that it took long.
    this.timeout(0);
    const apply = it('apply', async () => { await run.prepare(); });
    annotationsOf(apply).precondition = true;
    body(run.given);
    run.guard(this, apply);
    after('clean up', async () => { await run.cleanUp(); });
  });
}

/** One lesson from its first to its last test. */
class LessonRun {
  readonly #session: Session;
  readonly #options: LessonOptions;
  /** Its namespace is there from the test `apply` on. */
  readonly given: Given;
  #opened = false;
  #applied = false;

  constructor(context: RunContext, options: LessonOptions) {
    this.#session = new Session(context);
    this.#options = options;
    this.given = new Given(this.#session, `${context.lesson}-${context.runId}`);
  }

  /** Why the lesson cannot be run on this cluster; undefined when it can. */
  missing(): string | undefined {
    const needsIngress = this.#options.needs?.includes('ingress') === true;
    if (!needsIngress || this.#session.context.ingressUrl !== undefined) return undefined;
    return 'this cluster has no known ingress address: say where it answers with --ingress URL';
  }

  /** Reads the folders, makes the namespace, applies the objects. */
  async prepare(): Promise<void> {
    this.#session.load(this.#options.standsOn ?? []);
    this.#opened = true;
    await openPlace(this.given);
    await this.given.apply(...this.#session.manifests.all().filter(this.#options.apply ?? (() => true)));
    this.#applied = true;
  }

  /** Puts a guard around every test of the suite. */
  guard(suite: Mocha.Suite, apply: Mocha.Test): void {
    suite.eachTest((test) => {
      const body = test.fn;
      if (body === undefined) return;
      test.fn = async () => {
        const missing = this.missing() ?? (test === apply || this.#applied ? undefined : 'the test `apply` of this lesson failed');
        if (missing !== undefined) {
          annotationsOf(test).skipReason = missing;
          test.skip();
        }
        await this.#runTest(test, async () => { await (body as (this: Mocha.Context) => unknown).call(test.ctx ?? suite.ctx); });
      };
    });
  }

  async #runTest(test: Mocha.Test, body: () => Promise<void>): Promise<void> {
    const { running } = this.#session;
    running.begin(test);
    const lesson = `Lesson/${this.#session.context.lesson}` as const;
    try {
      await this.#bounded(body);
    } catch (thrown) {
      const error = isAssertion(thrown) ? failureAbout(this.given, { on: lesson }, sidesOf(thrown)) : thrown;
      if (!interrupted.aborted && !isSkip(test)) await this.#saveEvidence(test, error);
      throw error;
    } finally {
      running.end();
    }
  }

  /** Fails a test that goes on for too long, and says what it was doing. */
  async #bounded(body: () => Promise<void>): Promise<void> {
    const deadlineMs = this.#options.testDeadlineMs ?? 90_000;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(
        new LessonFailure({
          expected: `the test to end within ${deadlineMs / 1000} s`,
          observed: `its last step was: ${lastStep() ?? 'none'}`,
          object: `Lesson/${this.#session.context.lesson}`,
          elapsedMs: deadlineMs,
          hint: inReadersLanguage(waitHints.late()),
          evidence: [],
        }),
      );
    }, deadlineMs);
    try {
      await Promise.race([body(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #saveEvidence(test: Mocha.Test, error: unknown): Promise<void> {
    const { client, context, labels, running } = this.#session;
    const paths = await saveEvidence({
      client,
      namespaces: this.given.places.map((place) => place.namespace),
      labels,
      timelines: running.timelines,
      reportDir: context.reportDir,
      lesson: context.lesson,
      number: running.number,
      title: test.title,
      signal: AbortSignal.any([AbortSignal.timeout(evidenceMs), interrupted]),
    });
    if (error instanceof LessonFailure) error.failure.evidence.push(...paths);
    else annotationsOf(test).evidence = paths;
  }

  /** Deletes all that the lesson made, unless it is to be kept, and tells what could not be deleted. */
  async cleanUp(): Promise<void> {
    await tellRunner({ type: 'cleaning' });
    const { context, open } = this.#session;
    await Promise.allSettled(open.toReversed().map(async (each) => { await each.close(); }));
    if (context.keep || !this.#opened) return;
    const signal = AbortSignal.timeout(interrupted.aborted ? hurriedCleanUpMs : cleanUpMs);
    const hurried = interrupted.aborted ? signal : AbortSignal.any([signal, delayedAbort(interrupted, hurriedCleanUpMs)]);
    const results = await Promise.all(this.given.places.toReversed().map(async (place) => await removePlace(place, hurried)));
    for (const { leftovers, reasons } of results) {
      for (const leftover of leftovers) await tellRunner({ type: 'leftover', leftover });
      // Everything is gone after all: what went wrong on the way is of no interest.
      if (leftovers.length > 0) {
        const message = `clean-up did not finish: ${reasons.join('; ')}`;
        await tellRunner({ type: 'error', error: { where: context.lesson, message, hint: 'The next run, or npm run down, removes what is left.' } });
      }
    }
  }
}

/** Aborted some time after another signal, so that a clean-up under way is hurried rather than cut off. */
function delayedAbort(first: AbortSignal, afterMs: number): AbortSignal {
  const controller = new AbortController();
  first.addEventListener('abort', () => {
    setTimeout(() => { controller.abort(first.reason); }, afterMs).unref();
  });
  return controller.signal;
}

/** A skip at run time ends a test by an error of mocha's own. */
function isSkip(test: Mocha.Test): boolean {
  return test.isPending();
}
