import junit, { type Builder } from 'junit-report-builder';
import { describeFailure } from '../verdict/lesson-failure.ts';
import { decides, type Level } from '../verdict/level.ts';
import type { Failure, Results, TestResult } from '../verdict/results.ts';
import { seconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import { differenceText, toldDifferences } from './differences.ts';
import { causeLines } from './cause-lines.ts';

// The package's types promise a `default` that its CommonJS file replaces by the builder itself.
const factory = junit as unknown as Builder;

type Suite = ReturnType<Builder['testSuite']>;

/**
 * JUnit XML: a suite for each lesson, and one for what went wrong around them.
 *
 * A test that did not hold and does not decide is `skipped`, with what failed as its output: programs that read JUnit
 * count a `failure` or an `error` whatever stands beside it, and would hide what a passed test says. The property `level`
 * tells production tests from the others.
 */
export function junitXml(results: Results): string {
  const builder = factory.newBuilder();
  for (const lesson of results.lessons) {
    const suite = builder.testSuite().name(lesson.name).timestamp(lesson.startedAt).time(lesson.durationMs / 1000);
    for (const test of lesson.tests) addTest(suite, lesson.name, test, results.level);
  }
  if (results.errors.length + results.leftovers.length > 0) addSurroundings(builder.testSuite().name('run').timestamp(results.startedAt), results);
  return builder.build();
}

function addTest(suite: Suite, lesson: string, test: TestResult, level: Level = 'production'): void {
  const testCase = suite.testCase().className(lesson).name(clean(test.title)).time(test.durationMs / 1000);
  for (const [name, value] of Object.entries(test.measures ?? {})) testCase.property(name, String(value));
  if (test.level === 'production') testCase.property('level', test.level);
  if (!decides(test, level) && (test.status === 'failed' || test.status === 'invalid')) {
    testCase.skipped().standardOutput(clean(undecided(test)));
    return;
  }
  if (test.status === 'skipped') testCase.skipped().standardOutput(clean(test.reason ?? ''));
  if (test.status === 'invalid') testCase.error(clean(test.reason ?? ''), 'invalid');
  if (test.failure !== undefined) testCase.failure(clean(describeFailure(test.failure)), 'lesson').stacktrace(clean(details(test.failure)));
}

/** What a production test says that does not decide. */
function undecided({ failure, reason = '' }: TestResult): string {
  return failure === undefined ? `invalid: ${reason}` : `would not hold in production: ${describeFailure(failure)}\n${details(failure)}`;
}

function addSurroundings(suite: Suite, results: Results): void {
  for (const error of results.errors) suite.testCase().className('run').name(clean(error.where)).error(clean(error.message), 'environment', clean(error.hint));
  for (const left of results.leftovers) {
    const place = left.namespace === undefined ? '' : ` in ${left.namespace}`;
    const finalizers = left.finalizers === undefined ? '' : `, held by ${left.finalizers.join(', ')}`;
    suite.testCase().className('run').name(`clean-up: ${left.kind}/${left.name}`).error(`${left.kind}/${left.name}${place} is left over${finalizers}`, 'leftover');
  }
}

function details(failure: Failure): string {
  const also = (failure.others ?? []).flatMap((other) => [`also: ${describeFailure(other)}`, `hint: ${other.hint}`]);
  const { others: differences } = toldDifferences(failure) ?? {};
  const rest = differences === undefined ? [] : [`${texts.explain.differs.en} ${differences.sentence.en}`, ...differences.list.map((each) => `  ${differenceText(each).en}`)];
  return [`hint: ${failure.hint}`, ...causeLines(failure).map(({ en }) => en), ...rest, `after: ${seconds(failure.elapsedMs)}`, ...also, ...failure.evidence.map((path) => `evidence: ${path}`)].join('\n');
}

/** XML 1.0 has no place for control characters, not even escaped; container output may hold them. */
function clean(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
