import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { writePrivateFile } from '../process/write-file.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { describeError } from '../text/error-text.ts';
import { slug } from '../text/slug.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import { failureText } from '../verdict/lesson-failure.ts';
import { decides } from '../verdict/level.ts';
import type { Failure, TestResult } from '../verdict/results.ts';
import { annotationsOf, suiteAnnotationsOf } from './annotations.ts';
import { lastStep, tellRunner } from './events.ts';
import { interrupted } from './interruption.ts';
import { keep } from './keep.ts';
import { plannedTest, reportTo, titleOf } from './lesson-reporter.ts';
import type { RunContext } from './run-context.ts';
import { allTests, keepTests, selectTests, staticSkips } from './spec-selection.ts';

/** A test that names no deadline of its own gets this one. */
const defaultTestDeadlineMs = 120_000;

const t = texts.lessonProcess;

/** A spec that was loaded into mocha. */
export class LoadedSpec {
  readonly #mocha: Mocha;
  readonly #context: RunContext;

  private constructor(mocha: Mocha, context: RunContext) {
    this.#mocha = mocha;
    this.#context = context;
  }

  /**
   * Loads a spec for the context that was set.
   *
   * @param options.grep pattern of the tests that are chosen
   * @param options.time how often this process has loaded one: a module is evaluated once, under each address
   * @throws EnvironmentError for what no spec may have
   */
  static async load(specFile: string, context: RunContext, { grep, time = 0 }: { grep?: string; time?: number } = {}): Promise<LoadedSpec> {
    const mocha = new Mocha({ reporter: Mocha.reporters.Base, forbidOnly: true, timeout: defaultTestDeadlineMs, slow: Infinity });
    // As mocha's own loader does it, which gives a file that it has loaded before no second time.
    const events = Mocha.Suite.constants;
    mocha.suite.emit(events.EVENT_FILE_PRE_REQUIRE, globalThis, specFile, mocha);
    const module: unknown = await import(`${pathToFileURL(specFile).href}${time === 0 ? '' : `?time=${time}`}`);
    mocha.suite.emit(events.EVENT_FILE_REQUIRE, module, specFile, mocha);
    mocha.suite.emit(events.EVENT_FILE_POST_REQUIRE, globalThis, specFile, mocha);
    const skips = staticSkips(mocha.suite);
    if (skips.length > 0) throw new EnvironmentError(context.lesson, t.skippedInSource(skips.join('; ')), t.skippedInSourceHint);
    if (allTests(mocha.suite).length === 0) throw new EnvironmentError(context.lesson, t.noTests, t.noTestsHint);
    const { lesson, only } = context;
    if (only !== undefined) keepTests(mocha.suite, new Set(allTests(mocha.suite).filter((test) => titleOf(test, lesson) === only)));
    else if (grep !== undefined) selectTests(mocha.suite, grep);
    return new LoadedSpec(mocha, context);
  }

  /** Tells the runner which tests there are, and what they ask for. */
  async tellPlan(): Promise<void> {
    const { cluster, verify, lesson } = this.#context;
    const tests = allTests(this.#mocha.suite);
    const suites = this.#mocha.suite.suites.map(suiteAnnotationsOf);
    const kind = tests.some((test) => annotationsOf(test).turn === 'cluster') ? 'exclusive' : suites.some(({ light }) => light === true) ? 'light' : 'shared';
    const takesTurns = tests.some((test) => annotationsOf(test).turn !== undefined);
    const uses = cluster.provider === 'context' && verify === undefined ? suites.flatMap((suite) => suite.uses?.() ?? []) : undefined;
    await tellRunner({ type: 'planned', tests: tests.map((test) => plannedTest(test, lesson)), kind, standsOn: suites.flatMap(({ standsOn }) => standsOn ?? []), takesTurns, ...defined({ uses }) });
  }

  /** Runs the tests and what cleans up after them, and tells what happens. An interruption ends the test that runs, and starts no other. */
  async run(): Promise<void> {
    const { bail, lesson, only } = this.#context;
    const over = Promise.withResolvers<undefined>();
    const runner = this.#mocha.run(() => { over.resolve(undefined); });
    const end = (): void => { endNow(runner); };
    const onFailure = (test: TestResult, failure: Failure): void => {
      if (bail !== undefined && decides(test, bail.level) && new RegExp(bail.source, bail.flags).test(failureText(failure))) runner.abort();
    };
    reportTo(runner, { lesson, tell: (event) => { void tellRunner(event); }, lastStep, interrupted, saveStack: (title, error) => saveStack(this.#context, title, error), onFailure });
    runner.on(Mocha.Runner.constants.EVENT_TEST_END, (test) => {
      // Others may stand on it, and nobody asks for them.
      if (titleOf(test, lesson) === only) runner.abort();
    });
    interrupted.addEventListener('abort', end);
    await over.promise;
    interrupted.removeEventListener('abort', end);
    // It listens to errors of the process, which by now are those of the next.
    runner.dispose();
  }
}

/** Tells the runner why a spec could not be loaded. */
export async function tellNotLoaded(context: RunContext, error: unknown): Promise<void> {
  const stack = error instanceof Error && !(error instanceof EnvironmentError) ? saveStack(context, 'load', error) : undefined;
  const told = error instanceof EnvironmentError
    ? error.toRunError()
    : runError(context.lesson, t.notLoaded(describeError(error)), stack === undefined ? t.seeSpec : t.seeStack(stack));
  await tellRunner({ type: 'error', error: told });
}

/** Ends the test that runs and starts no other; mocha then runs the hooks that clean up. A clean-up under way goes on. */
function endNow(runner: Mocha.Runner): void {
  runner.abort();
  const { currentRunnable: current, test } = runner;
  // A test that is announced begins in a moment, whatever is said: an error would be told of the one before, and this one go on.
  if (test !== undefined && current !== test && test.state === undefined && !test.isPending() && !(current instanceof Mocha.Hook)) {
    setImmediate(() => { endNow(runner); });
    return;
  }
  const cleansUp = current !== undefined && !(current instanceof Mocha.Test) && current.title.startsWith('"after');
  if (!cleansUp) process.emit('uncaughtException', new Error(describeError(interrupted.reason)));
}

/** Its path below the report folder; undefined when it cannot be written. */
function saveStack(context: RunContext, title: string, error: Error): string | undefined {
  const path = join('evidence', context.lesson, `${slug(title)}-stack.txt`);
  const kept = keep(context.reportDir, () => { writePrivateFile(join(context.reportDir, path), hideSecrets(`${error.stack ?? error.message}\n`)); });
  return kept ? path : undefined;
}
