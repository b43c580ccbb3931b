import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import stringWidth from 'string-width';
import { seconds } from '../text/duration.ts';
import { joinTexts, verbatim, type Language, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { visibleName } from '../text/visible.ts';
import { locationOf } from '../verdict/lesson-failure.ts';
import type { Level, ShownStatus } from '../verdict/level.ts';
import type { Explained, Failure, Leftover, LessonResult, ManifestDifference, Results, RunError, TestResult } from '../verdict/results.ts';
import { runErrorLines } from '../verdict/run-error-text.ts';
import { holdsInProduction, lessonStatus, productionTally, tally } from '../verdict/tally.ts';
import { differenceText, toldDifferences } from './differences.ts';
import { explainedText } from './explained.ts';
import { handoutSection } from './handout-section.ts';
import { failureIn, resultsIn } from './in-language.ts';
import { hang } from './wrap.ts';

const t = texts.report;

/** How something is set off. */
export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** How a person is told: in which language, how wide, and where things are. */
export interface Telling extends ReportPlace {
  language: Language;
  /** Lines are broken to these; absent: they are not. */
  columns?: number;
  paint?: (style: Style, text: string) => string;
  /** The manifests folder: a failure's file is then shown as a path from `cwd`. */
  manifests?: string;
  /** The folder that paths are shown from. */
  cwd?: string;
  /** Where the handout explains the test whose failure is told. */
  handout?: string;
  /** A command that runs again what did not pass. */
  again?: string;
}

/** The report folder, as it is shown to people. */
export interface ReportPlace {
  /** Absent when nothing was written. */
  reportDir?: string;
  /** The same folder, where the report of an earlier run has stayed. */
  earlierReport?: string;
}

/** How a test or a lesson is marked. */
export const signs: Readonly<Record<ShownStatus, string>> = { passed: '✔', failed: '✘', skipped: '-', invalid: '?', warned: '!' };
export const styles = { passed: 'green', failed: 'red', skipped: 'dim', invalid: 'yellow', warned: 'yellow' } as const;

/**
 * What the terminal says at the end: the lessons in a table, every failure explained, whether they would hold in
 * production, what was not judged and why, what went
 * wrong around the lessons, then the sum, the report and how to run again what did not pass.
 */
export function explain(told: Results, telling: Telling): string[] {
  const results = resultsIn(told, telling.language);
  const tests = results.lessons.flatMap((lesson) => lesson.tests.map((test) => ({ lesson: lesson.name, test, about: aboutTest(lesson, test, telling) })));
  return [
    ...lessonTable(results, telling),
    ...tests.filter(({ test }) => test.status === 'failed' && test.level !== 'production').flatMap(({ lesson, test, about }) => [
      '', paint(telling, 'red', broken('✘ ', `${lesson}: ${test.title}`, telling)),
      ...(test.failure === undefined ? [] : explainFailure(test.failure, about, '  ')),
    ]),
    ...explainProduction(results, telling),
    ...withGap(tests.filter(({ test }) => test.status === 'invalid').map(({ lesson, test }) => broken(`${paint(telling, 'yellow', '?')} `, `${lesson}: ${test.title}: ${t.invalid(test.reason ?? '')[telling.language]}`, telling))),
    ...withGap(results.lessons.flatMap((lesson) => explainSkips(lesson, telling))),
    ...results.errors.flatMap((error) => ['', ...explainError(error, telling)]),
    ...explainLeftovers(results, telling),
    '',
    paint(telling, results.exitCode === 0 ? 'green' : 'red', sum(results, telling)),
    ...pointers(telling),
  ];
}

/** The same, with the section of the handout that explains this test. */
export function aboutTest<T extends Telling>(lesson: Pick<LessonResult, 'name'>, test: Pick<TestResult, 'section'>, telling: T): T {
  const handout = handoutSection(lesson, test, telling.language);
  return handout === undefined ? telling : { ...telling, handout };
}

/** How the tests ended; zeros of each would say nothing of a run that has run none. */
function sum(results: Results, { language, reportDir, earlierReport }: Telling): string {
  const ran = results.lessons.some(({ tests }) => tests.length > 0);
  const what = ran ? tallyText(results.lessons, results.level, results.durationMs) : t.noTest;
  return joinTexts([what, reportDir === undefined && earlierReport !== undefined ? t.earlierReport(earlierReport) : ''], '')[language];
}

/** How tests ended and, where it is given, in which time: those that decide, and apart from them those of production where they do not. */
export function tallyText(lessons: readonly LessonResult[], level: Level | undefined, durationMs?: number): Text {
  const counts = t.tally(tally(lessons, level));
  const sum = durationMs === undefined ? counts : t.inTime(counts, seconds(durationMs));
  const { passed, failed } = productionTally(lessons);
  return level === 'promise' && passed + failed > 0 ? t.production.and(sum, t.production.tally(passed, passed + failed)) : sum;
}

/** What the production tests say of each lesson, whether or not they decide. */
function explainProduction({ lessons, level }: Results, telling: Telling): string[] {
  const words = t.production;
  const { language } = telling;
  const failed = lessons.filter((lesson) => holdsInProduction(lesson) === false);
  const sign = level === 'promise' ? 'warned' : 'failed';
  const held = lessons.filter((lesson) => holdsInProduction(lesson) === true).map((lesson) => words.tests(lesson.name, productionTally([lesson]).passed));
  return [
    ...failed.flatMap((lesson) => [
      '', paint(telling, styles[sign], broken(`${signs[sign]} `, words.wouldNot(lesson.name)[language], telling)),
      ...lesson.tests.filter((test) => test.level === 'production' && test.status === 'failed').flatMap((test) => [
        paint(telling, styles[sign], broken('  ', test.title, telling)),
        ...(test.failure === undefined ? [] : explainFailure(test.failure, aboutTest(lesson, test, telling), '    ')),
      ]),
    ]),
    ...(level === 'promise' && failed.length > 0 ? ['', paint(telling, 'dim', broken('', words.undecided[language], telling))] : []),
    ...withGap(held.length === 0 ? [] : [broken(`${paint(telling, 'green', signs.passed)} `, words.holds(held)[language], telling)]),
  ];
}

/** Where to read on, and what to type next. */
function pointers({ language, reportDir, again, paint: painted = unpainted }: Telling): string[] {
  const lines: [Text, string][] = [
    ...(reportDir === undefined ? [] : [[t.report, pathToFileURL(resolve(reportDir, 'index.html')).href] satisfies [Text, string]]),
    ...(again === undefined ? [] : [[t.again, again] satisfies [Text, string]]),
  ];
  const width = Math.max(0, ...lines.map(([label]) => stringWidth(label[language])));
  return lines.map(([label, text]) => `${painted('dim', padded(label[language], width))}  ${text}`);
}

/** `; report: DIR`, or that an earlier report has stayed, or nothing; `page` is the file to open in it. */
export function whereReportIs({ reportDir, earlierReport }: ReportPlace, page = ''): Text {
  if (reportDir !== undefined) return t.reportAt(join(reportDir, page));
  return earlierReport === undefined ? verbatim('') : t.earlierReport(earlierReport);
}

/** One lesson a line; of a single lesson the sum says the same. */
function lessonTable({ lessons, level }: Results, telling: Telling): string[] {
  const { language } = telling;
  if (lessons.length < 2) return [];
  const { columns } = t;
  const { passed, failed } = productionTally(lessons);
  const apart = level === 'promise' && passed + failed > 0;
  const rows = lessons.map((lesson) => {
    const status = lessonStatus(lesson, level);
    return { cells: [lesson.name, `${signs[status]} ${t.statuses[status][language]}`, t.tally(tally([lesson], level))[language], ...(apart ? [productionCell(lesson, language)] : []), seconds(lesson.durationMs)], style: styles[status] };
  });
  const head = [columns.lesson, columns.verdict, columns.tests, ...(apart ? [t.production.column] : []), columns.time].map((name) => name[language]);
  const widths = head.map((name, index) => Math.max(...[name, ...rows.map(({ cells }) => cells[index] ?? '')].map((cell) => stringWidth(cell))));
  const line = (cells: readonly string[]): string => cells.map((cell, index) => padded(cell, widths[index] ?? 0)).join('  ').trimEnd();
  return ['', paint(telling, 'dim', line(head)), ...rows.map(({ cells, style }) => line(cells).replace(cells[1] ?? '', (verdict) => paint(telling, style, verdict)))];
}

function productionCell(lesson: LessonResult, language: Language): string {
  const { passed, failed } = productionTally([lesson]);
  return passed + failed === 0 ? '' : `${signs[failed === 0 ? 'passed' : 'warned']} ${t.production.share(passed, passed + failed)[language]}`;
}

/** One line for each part that is known, each behind the indent; then what else was found in the same look. */
export function explainFailure(told: Failure, telling: Telling, indent = ''): string[] {
  const { others = [], ...failure } = failureIn(told, telling.language);
  const all = others.length + 1;
  const withoutHandout = { ...telling };
  delete withoutHandout.handout;
  return [
    ...explainAlone(failure, telling, indent),
    ...others.flatMap((other, index) => ['', paint(telling, 'dim', `${indent}${t.failure.nth(index + 2, all)[telling.language]}`), ...explainAlone(other, withoutHandout, indent)]),
  ];
}

/** @param failure in the reader's language */
function explainAlone(failure: Failure, telling: Telling, indent: string): string[] {
  const { language, reportDir = '' } = telling;
  const word = t.failure;
  const parts: [Text, string][] = [
    [word.expected, failure.expected],
    [word.observed, failure.observed],
    [word.object, locationOf({ ...failure, ...(failure.file === undefined ? {} : { file: manifestPath(failure.file, telling) }) })],
    ...(failure.elapsedMs > 0 ? [[word.after, seconds(failure.elapsedMs)] satisfies [Text, string]] : []),
    ...(failure.hint === '' ? [] : [[word.hint, failure.hint] satisfies [Text, string]]),
    ...(telling.handout === undefined ? [] : [[word.handout, telling.handout] satisfies [Text, string]]),
    ...(failure.explained === undefined ? [] : causeParts(failure.explained, telling)),
    ...differenceParts(failure, telling),
    ...foldersOf(failure.evidence).map((path): [Text, string] => [word.evidence, shownPath(join(reportDir, path), telling)]),
  ];
  const width = Math.max(...parts.map(([label]) => stringWidth(label[language])));
  return parts.map(([label, text]) => broken(`${indent}${paint(telling, label === word.hint ? 'cyan' : 'dim', padded(label[language], width))}  `, text, telling));
}

/** Each cause with what is known of it, or that there is none. */
function causeParts(explained: Explained, telling: Telling): [Text, string][] {
  const causes = explained.causes.length === 0 ? [[]] : explained.causes;
  return causes.flatMap((cause, index) => [...cause.map((each) => saidDifference(each, telling)), explainedText(explained, index)[telling.language]]
    .map((line, place): [Text, string] => [place === 0 ? texts.explain.cause : verbatim(''), line]));
}

function saidDifference(each: ManifestDifference, telling: Telling): string {
  return differenceText(each, each.file === undefined ? {} : { file: manifestPath(each.file, telling) })[telling.language];
}

function differenceParts(failure: Failure, telling: Telling): [Text, string][] {
  const { likely, others } = toldDifferences(failure) ?? {};
  const say = (each: ManifestDifference): string => saidDifference(each, telling);
  return [
    ...(likely === undefined ? [] : [[texts.explain.likely, say(likely)] satisfies [Text, string]]),
    ...(others === undefined ? [] : [[texts.explain.differs, others.sentence[telling.language]] satisfies [Text, string], ...others.list.map((each): [Text, string] => [verbatim(''), say(each)])]),
  ];
}

/** Each folder once: one failure leaves many files in one place. */
function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => dirname(path)))];
}

/** Path of a manifest as an editor's terminal opens it: from the folder in which the reader is. */
export function manifestPath(file: string, { manifests, cwd }: Pick<Telling, 'manifests' | 'cwd'>): string {
  return visibleName(manifests === undefined ? file : shownPath(join(manifests, file), { ...(cwd === undefined ? {} : { cwd }) }));
}

function shownPath(path: string, { cwd = process.cwd() }: Pick<Telling, 'cwd'>): string {
  const short = relative(cwd, resolve(cwd, path));
  return short.startsWith('..') ? path : short;
}

/** A line for each reason; of many tests their number will do. */
function explainSkips(lesson: LessonResult, telling: Telling): string[] {
  const skipped = lesson.tests.filter(({ status }) => status === 'skipped');
  return [...Map.groupBy(skipped, ({ reason }) => reason ?? '')].map(([reason, tests]) => {
    const what = tests.length === 1 ? `${tests[0]?.title ?? ''}: ${reason}` : t.skipped(tests.length, reason)[telling.language];
    return paint(telling, 'dim', broken('- ', `${lesson.name}: ${what}`, telling));
  });
}

function explainError(error: RunError, telling: Telling): string[] {
  const [line, hint] = runErrorLines(error, telling.language);
  return [broken('', line, telling), broken('  ', hint.trimStart(), telling)];
}

function explainLeftovers({ leftovers }: Results, telling: Telling): string[] {
  if (leftovers.length === 0) return [];
  return ['', t.leftovers[telling.language], ...leftovers.map((left) => broken('  ', describeLeftover(left)[telling.language], telling))];
}

/** `ConfigMap/x in namespace y, held by z` */
export function describeLeftover({ kind, name, namespace, finalizers = [] }: Leftover): Text {
  const object = joinTexts([`${kind}/${name}`, ...(namespace === undefined ? [] : [t.inNamespace(namespace)])], ' ');
  return joinTexts([object, ...(finalizers.length === 0 ? [] : [t.heldBy(finalizers)])], '');
}

function withGap(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function broken(lead: string, text: string, { columns = Infinity }: Telling): string {
  return hang(lead, text, columns);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function paint({ paint: painted = unpainted }: Telling, style: Style, text: string): string {
  return painted(style, text);
}

function unpainted(_: Style, text: string): string {
  return text;
}
