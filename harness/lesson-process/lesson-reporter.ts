import Mocha from 'mocha';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { annotationsOf, suiteAnnotationsOf } from './annotations.ts';
import type { LessonEvent, PlannedTest } from './events.ts';
import { failureOf } from './failure-of.ts';
import type { Failure, TestResult } from '../verdict/results.ts';
import { describeError } from '../text/error-text.ts';
import { defined } from '../values/defined.ts';

const t = texts.lessonProcess;

/** What the reporter needs from the lesson's process. */
export interface ReporterOptions {
  lesson: string;
  tell: (event: LessonEvent) => void;
  /** What the harness reported last that it was doing. */
  lastStep: () => Text | undefined;
  /** Set when the lesson was told to end: a test that is cut short by that did not fail. */
  interrupted: AbortSignal;
  /** Saves the stack of an error that is not a lesson's failure; returns its path relative to the report folder. */
  saveStack: (title: string, error: Error) => string | undefined;
  onFailure: (test: TestResult, failure: Failure) => void;
}

/** Turns mocha's events into the lesson's. One test is told twice when evidence was added to its failure afterwards. */
export function reportTo(runner: Mocha.Runner, options: ReporterOptions): void {
  const told = new Map<TestResult, { runnable: Mocha.Runnable; text: string }>();
  const failedAlready = new Set<Mocha.Runnable>();
  const end = (test: TestResult, runnable: Mocha.Runnable): void => {
    for (const path of annotationsOf(runnable).evidence ?? []) {
      if (test.failure?.evidence.includes(path) === false) test.failure.evidence.push(path);
    }
    const text = JSON.stringify(test);
    if (told.get(test)?.text === text) return;
    told.set(test, { runnable, text });
    options.tell({ type: 'ended', test });
  };
  const retellChanged = (): void => {
    for (const [test, { runnable }] of told) end(test, runnable);
  };
  const events = Mocha.Runner.constants;
  runner.on(events.EVENT_TEST_BEGIN, (test) => {
    retellChanged();
    options.tell({ type: 'started', title: titleOf(test, options.lesson) });
  });
  runner.on(events.EVENT_TEST_PASS, (test) => { end({ ...common(test, options), status: 'passed' }, test); });
  runner.on(events.EVENT_TEST_PENDING, (test) => { end(skipped(test, options), test); });
  runner.on(events.EVENT_TEST_FAIL, (test, error: unknown) => {
    if (isCleanUp(test)) {
      options.tell({ type: 'error', error: runError(`${options.lesson}: clean-up`, verbatim(describeError(error)), t.leftHint) });
      return;
    }
    // A test that was cut short may fail once more when what it waited for gives up: the first failure is the reason.
    if (failedAlready.has(test)) return;
    failedAlready.add(test);
    const result = failed(test, error, options);
    end(result, test);
    if (result.failure !== undefined) options.onFailure(result, result.failure);
  });
  runner.on(events.EVENT_RUN_END, retellChanged);
}

/** Title below the lesson's own suite, inner suites joined by ` › `. */
export function titleOf(runnable: Mocha.Runnable, lesson: string): string {
  const path = runnable.titlePath().filter((title) => title !== '');
  const inner = path[0] === lesson && path.length > 1 ? path.slice(1) : path;
  return inner.join(' › ');
}

/** The title in both languages, in English by {@link titleOf}, which is the test's name in all events; and its level. */
export function plannedTest(runnable: Mocha.Runnable, lesson: string): PlannedTest {
  const en = titleOf(runnable, lesson);
  const { title, level } = annotationsOf(runnable);
  return { en, ja: title?.ja ?? en, ...defined({ level }) };
}

type Common = Pick<TestResult, 'title' | 'level' | 'written' | 'startedAt' | 'durationMs' | 'measures' | 'plots' | 'section' | 'unjudged' | 'ja'>;

/** Called when the test ends. */
function common(test: Mocha.Runnable, options: ReporterOptions): Common {
  const { level = 'promise', written, measures, plots, section, unjudged, title, waitedMs = 0 } = annotationsOf(test);
  const durationMs = Math.round((test.duration ?? 0) - waitedMs);
  const startedAt = new Date(Date.now() - durationMs).toISOString();
  return { title: titleOf(test, options.lesson), level, startedAt, durationMs, ...defined({ written, measures, plots, section, unjudged, ja: title && { title: title.ja } }) };
}

/** The same with the reason why there is no verdict. */
function explained(test: Mocha.Runnable, options: ReporterOptions, reason: Text): Common & { reason: string } {
  const base = common(test, options);
  return { ...base, reason: reason.en, ja: { title: base.ja?.title ?? base.title, reason: reason.ja } };
}

/** A hook that runs after the tests: its failure says nothing about the lesson. */
function isCleanUp(runnable: Mocha.Runnable): boolean {
  return !(runnable instanceof Mocha.Test) && /^"after (all|each)" hook/.test(runnable.title);
}

function skipped(test: Mocha.Test, options: ReporterOptions): TestResult {
  const reason = skipReasonOf(test);
  return reason === undefined
    ? { ...explained(test, options, t.skippedWithoutReason), status: 'invalid' }
    : { ...explained(test, options, reason), status: 'skipped' };
}

function skipReasonOf(test: Mocha.Test): Text | undefined {
  const own = annotationsOf(test).skipReason;
  if (own !== undefined) return own;
  for (let suite = test.parent; suite !== undefined; suite = suite.parent) {
    const reason = suiteAnnotationsOf(suite).skipReason;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function failed(test: Mocha.Runnable, error: unknown, options: ReporterOptions): TestResult {
  const base = common(test, options);
  if (options.interrupted.aborted) return { ...explained(test, options, t.cutShort(messageOf(options.interrupted.reason))), status: 'invalid' };
  if (error instanceof InvalidMeasurement) return { ...explained(test, options, error.reason), status: 'invalid' };
  if (error instanceof EnvironmentError) {
    options.tell({ type: 'error', error: error.toRunError() });
    return { ...explained(test, options, error.texts.message), status: 'invalid' };
  }
  const step = options.lastStep();
  const failure = failureOf(error, { lesson: options.lesson, durationMs: base.durationMs, ...(step === undefined ? {} : { lastStep: step }) });
  const stack = error instanceof Error && error.name !== 'LessonFailure' ? options.saveStack(base.title, error) : undefined;
  if (stack !== undefined) failure.evidence.push(stack);
  return { ...base, status: 'failed', failure };
}
