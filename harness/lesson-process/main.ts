/**
 * The process of one lesson: loads its spec into mocha, waits until the runner lets it begin, runs it, and tells what happens.
 *
 * Started by the runner with a channel and the path of the spec as its argument. The runner's first message is the run's
 * context.
 */
import { join } from 'node:path';
import Mocha from 'mocha';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import { failureText } from '../verdict/lesson-failure.ts';
import { annotationsOf, suiteAnnotationsOf } from './annotations.ts';
import { lastStep, tellRunner, type RunnerMessage } from './events.ts';
import { keep } from './keep.ts';
import { openOurs } from '../manifests/known-values.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { plannedTest, reportTo, titleOf } from './lesson-reporter.ts';
import { decides } from '../verdict/level.ts';
import type { Failure, TestResult } from '../verdict/results.ts';
import type { Text } from '../text/language.ts';
import { slug } from '../text/slug.ts';
import { texts } from '../text/texts.ts';
import { interrupt, interrupted } from './interruption.ts';
import { setRunContext } from './run-context.ts';
import { allTests, selectTests, staticSkips } from './spec-selection.ts';
import { defined } from '../values/defined.ts';
import { describeError } from '../text/error-text.ts';

/** A test that names no deadline of its own gets this one. */
const defaultTestDeadlineMs = 120_000;
/** After being told to end; the runner kills earlier than this, so it only matters when the runner is gone. */
const lastResortMs = 60_000;

const t = texts.lessonProcess;

/** The run's context; throws when no runner has started this process. */
async function firstMessage(): Promise<Extract<RunnerMessage, { type: 'context' }>> {
  if (process.send === undefined) throw new Error('no runner has started this process: run lessons with `npm test -- <lesson>`');
  return await new Promise((resolve) => {
    process.once('message', resolve);
  });
}

async function main(specFile: string): Promise<void> {
  const mocha = await load(specFile);
  const begun = untilBegin();
  const tests = allTests(mocha.suite);
  const suites = mocha.suite.suites.map(suiteAnnotationsOf);
  const kind = tests.some((test) => annotationsOf(test).turn === 'cluster') ? 'exclusive' : suites.some(({ light }) => light === true) ? 'light' : 'shared';
  const uses = context.cluster.provider === 'context' && context.verify === undefined ? suites.flatMap((suite) => suite.uses?.() ?? []) : undefined;
  await tellRunner({ type: 'planned', tests: tests.map((test) => plannedTest(test, context.lesson)), kind, standsOn: suites.flatMap(({ standsOn }) => standsOn ?? []), ...defined({ uses }) });
  await begun;
  if (!interrupted.aborted) await run(mocha);
  await tellRunner({ type: 'done' });
}

async function load(specFile: string): Promise<Mocha> {
  const mocha = new Mocha({ reporter: Mocha.reporters.Base, forbidOnly: true, timeout: defaultTestDeadlineMs, slow: Infinity });
  mocha.addFile(specFile);
  await mocha.loadFilesAsync();
  const skips = staticSkips(mocha.suite);
  if (skips.length > 0) {
    throw new EnvironmentError(context.lesson, t.skippedInSource(skips.join('; ')), t.skippedInSourceHint);
  }
  const before = allTests(mocha.suite).length;
  if (before === 0) throw new EnvironmentError(context.lesson, t.noTests, t.noTestsHint);
  if (grep !== undefined) selectTests(mocha.suite, new RegExp(grep));
  return mocha;
}

/** Resolves when the runner lets the lesson begin, or when the lesson is to end before it began. */
async function untilBegin(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.on('message', (message: RunnerMessage) => {
      if (message.type === 'begin') resolve();
    });
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => { resolve(); });
  });
}

async function run(mocha: Mocha): Promise<void> {
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => { resolve(); });
    const { bail } = context;
    const onFailure = (test: TestResult, failure: Failure): void => {
      if (bail !== undefined && decides(test, bail.level) && new RegExp(bail.source, bail.flags).test(failureText(failure))) runner.abort();
    };
    reportTo(runner, { lesson: context.lesson, tell: (event) => { void tellRunner(event); }, lastStep, interrupted, saveStack, onFailure });
    runner.on(Mocha.Runner.constants.EVENT_TEST_END, (test) => {
      if (titleOf(test, context.lesson) === context.until) runner.abort();
    });
    interrupted.addEventListener('abort', () => { endNow(runner); });
  });
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
function saveStack(title: string, error: Error): string | undefined {
  const path = join('evidence', context.lesson, `${slug(title)}-stack.txt`);
  const kept = keep(context.reportDir, () => { writePrivateFile(join(context.reportDir, path), hideSecrets(`${error.stack ?? error.message}\n`)); });
  return kept ? path : undefined;
}

function endOn(event: 'SIGTERM' | 'SIGINT' | 'disconnect', reason: Text): void {
  process.on(event, () => {
    interrupt(reason);
    setTimeout(() => { process.exit(1); }, lastResortMs).unref();
  });
}

endOn('SIGTERM', texts.lessonResult.toldToEnd);
endOn('SIGINT', texts.lessonResult.toldToEnd);
endOn('disconnect', texts.lessonResult.runnerGone);

const { context, grep } = await firstMessage();
setRunContext(context);
openOurs(context.manifests.ours);

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  const stack = error instanceof Error && !(error instanceof EnvironmentError) ? saveStack('load', error) : undefined;
  const told = error instanceof EnvironmentError
    ? error.toRunError()
    : runError(context.lesson, t.notLoaded(describeError(error)), stack === undefined ? t.seeSpec : t.seeStack(stack));
  await tellRunner({ type: 'error', error: told });
  await tellRunner({ type: 'done' });
}
// A socket that a client keeps open must not hold a lesson that has told everything.
process.exit(0);
