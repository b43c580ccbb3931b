import { dirname, join } from 'node:path';
import stringWidth from 'string-width';
import type { Failure, Leftover, Results, TestResult } from '../verdict/results.ts';
import { tally } from '../verdict/tally.ts';
import { seconds } from '../text/duration.ts';
import { joinTexts, verbatim, type Language, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { failureIn, resultsIn } from './in-language.ts';

const t = texts.report;

/** How a person is told: in which language, and where the report folder is. */
export interface Telling extends ReportPlace {
  language: Language;
}

/** The report folder, as it is shown to people. */
export interface ReportPlace {
  /** Absent when nothing was written. */
  reportDir?: string;
  /** The same folder, where the report of an earlier run has stayed. */
  earlierReport?: string;
}

/** What the terminal says at the end: every failure explained, then what went wrong around the lessons, then the sum. */
export function explain(told: Results, telling: Telling): string[] {
  const { language } = telling;
  const results = resultsIn(told, language);
  const tests = results.lessons.flatMap((lesson) => lesson.tests.map((test) => ({ lesson: lesson.name, test })));
  return [
    ...tests.filter(({ test }) => test.status === 'failed').flatMap(({ lesson, test }) => ['', ...explainTest(lesson, test, telling)]),
    ...tests.filter(({ test }) => test.status === 'invalid').map(({ lesson, test }) => `? ${lesson}: ${test.title}: ${t.invalid(test.reason ?? '')[language]}`),
    ...results.errors.flatMap((error) => ['', `${error.where}: ${error.message}`, `  ${error.hint}`]),
    ...explainLeftovers(results, language),
    '',
    joinTexts([sum(results), whereReportIs(telling)], '')[language],
  ];
}

/** How the tests ended; zeros of each would say nothing of a run that has run none. */
function sum(results: Results): Text {
  const ran = results.lessons.some(({ tests }) => tests.length > 0);
  return ran ? t.inTime(t.tally(tally(results.lessons)), seconds(results.durationMs)) : t.noTest;
}

/** `; report: DIR`, or that an earlier report has stayed, or nothing; `page` is the file to open in it. */
export function whereReportIs({ reportDir, earlierReport }: ReportPlace, page = ''): Text {
  if (reportDir !== undefined) return t.reportAt(join(reportDir, page));
  return earlierReport === undefined ? verbatim('') : t.earlierReport(earlierReport);
}

function explainTest(lesson: string, test: TestResult, telling: Telling): string[] {
  const head = `✘ ${lesson}: ${test.title}`;
  return test.failure === undefined ? [head] : [head, ...explainFailure(test.failure, telling).map((line) => `  ${line}`)];
}

/** One line for each part that is known. */
export function explainFailure(told: Failure, telling: Telling): string[] {
  const { language } = telling;
  const failure = failureIn(told, language);
  const word = t.failure;
  const parts: [Text, string][] = [
    [word.expected, failure.expected],
    [word.observed, failure.observed],
    [word.object, placeOf(failure)],
    ...(failure.elapsedMs > 0 ? [[word.after, seconds(failure.elapsedMs)] satisfies [Text, string]] : []),
    ...(failure.hint === '' ? [] : [[word.hint, failure.hint] satisfies [Text, string]]),
    ...foldersOf(failure.evidence).map((path): [Text, string] => [word.evidence, join(telling.reportDir ?? '', path)]),
  ];
  const width = Math.max(...parts.map(([label]) => stringWidth(label[language])));
  return parts.map(([label, text]) => `${label[language]}${' '.repeat(width - stringWidth(label[language]))}  ${indentRest(text, width + 2)}`);
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

function explainLeftovers(results: Results, language: Language): string[] {
  if (results.leftovers.length === 0) return [];
  const lines = results.leftovers.map((left) => {
    return `  ${describeLeftover(left)[language]}`;
  });
  return ['', t.leftovers[language], ...lines];
}

/** `ConfigMap/x in namespace y, held by z` */
export function describeLeftover({ kind, name, namespace, finalizers = [] }: Leftover): Text {
  const object = joinTexts([`${kind}/${name}`, ...(namespace === undefined ? [] : [t.inNamespace(namespace)])], ' ');
  return joinTexts([object, ...(finalizers.length === 0 ? [] : [t.heldBy(finalizers)])]);
}

function indentRest(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns + 2)}`);
}
