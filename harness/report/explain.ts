import { dirname, join } from 'node:path';
import stringWidth from 'string-width';
import type { Failure, Results, TestResult } from '../verdict/results.ts';
import { describeTally, tally } from '../verdict/tally.ts';
import { seconds } from '../text/duration.ts';
import { words } from './words.ts';

/** How a person is told: in which language, and where the report folder is. */
export interface Telling extends ReportPlace {
  language: 'en' | 'ja';
}

/** The report folder, as it is shown to people. */
export interface ReportPlace {
  /** Absent when nothing was written. */
  reportDir?: string;
  /** The same folder, where the report of an earlier run has stayed. */
  earlierReport?: string;
}

/** What the terminal says at the end: every failure explained, then what went wrong around the lessons, then the sum. */
export function explain(results: Results, telling: Telling): string[] {
  const tests = results.lessons.flatMap((lesson) => lesson.tests.map((test) => ({ lesson: lesson.name, test })));
  return [
    ...tests.filter(({ test }) => test.status === 'failed').flatMap(({ lesson, test }) => ['', ...explainTest(lesson, test, telling)]),
    ...tests.filter(({ test }) => test.status === 'invalid').map(({ lesson, test }) => `? ${lesson}: ${test.title}: invalid: ${test.reason ?? ''}`),
    ...results.errors.flatMap((error) => ['', `${error.where}: ${error.message}`, `  ${error.hint}`]),
    ...explainLeftovers(results),
    '',
    sum(results, telling),
  ];
}

/** How the tests ended; zeros of each would say nothing of a run that has run none. */
function sum(results: Results, telling: Telling): string {
  const ran = results.lessons.some(({ tests }) => tests.length > 0);
  const what = ran ? `${describeTally(tally(results.lessons))} in ${seconds(results.durationMs)}` : 'no test was run';
  return `${what}${whereReportIs(telling)}`;
}

/** `; report: DIR`, or that an earlier report has stayed, or nothing; `page` is the file to open in it. */
export function whereReportIs({ reportDir, earlierReport }: ReportPlace, page = ''): string {
  if (reportDir !== undefined) return `; report: ${join(reportDir, page)}`;
  return earlierReport === undefined ? '' : `; the report of an earlier run in ${earlierReport} is unchanged`;
}

function explainTest(lesson: string, test: TestResult, telling: Telling): string[] {
  const head = `✘ ${lesson}: ${test.title}`;
  return test.failure === undefined ? [head] : [head, ...explainFailure(test.failure, telling).map((line) => `  ${line}`)];
}

/** One line for each part that is known. */
export function explainFailure(failure: Failure, telling: Telling): string[] {
  const word = words[telling.language];
  const parts: [string, string][] = [
    [word.expected, failure.expected],
    [word.observed, failure.observed],
    [word.object, placeOf(failure)],
    ...(failure.elapsedMs > 0 ? [[word.after, seconds(failure.elapsedMs)] satisfies [string, string]] : []),
    ...(failure.hint === '' ? [] : [[word.hint, failure.hint] satisfies [string, string]]),
    ...foldersOf(failure.evidence).map((path): [string, string] => [word.evidence, join(telling.reportDir ?? '', path)]),
  ];
  const width = Math.max(...parts.map(([label]) => stringWidth(label)));
  return parts.map(([label, text]) => `${label}${' '.repeat(width - stringWidth(label))}  ${indentRest(text, width + 2)}`);
}

/** Each folder once: one failure leaves many files in one place. */
function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => dirname(path)))];
}

/** `Deployment/koa-sample-db spec.strategy.type (04-mysql/mysql.yaml:31)` */
function placeOf(failure: Failure): string {
  const file = failure.file === undefined ? '' : ` (${failure.file}${failure.line === undefined ? '' : `:${failure.line}`})`;
  return `${failure.object}${failure.field === undefined ? '' : ` ${failure.field}`}${file}`;
}

function explainLeftovers(results: Results): string[] {
  if (results.leftovers.length === 0) return [];
  const lines = results.leftovers.map((left) => {
    const place = left.namespace === undefined ? '' : ` in namespace ${left.namespace}`;
    return `  ${left.kind}/${left.name}${place}${left.finalizers === undefined || left.finalizers.length === 0 ? '' : `, held by ${left.finalizers.join(', ')}`}`;
  });
  return ['', 'left over, the next run removes it:', ...lines];
}

function indentRest(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns + 2)}`);
}
