import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import stringWidth from 'string-width';
import { kindNamed } from '../client/kinds.ts';
import { seconds } from '../text/duration.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { shownStatus } from '../verdict/level.ts';
import type { Failure, LessonResult, Results, TestResult, UnjudgedBecause } from '../verdict/results.ts';
import { runErrorLines } from '../verdict/run-error-text.ts';
import { aboutTest, describeLeftover, explainFailure, type Style, type Telling } from './explain.ts';
import { resultsIn, testIn } from './in-language.ts';
import { hang } from './wrap.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.verify;

/** How a step is marked: right, not yet, not run, cannot be judged here, right but for production. */
export type Mark = '✓' | '✗' | '–' | '?' | '!';

export const markStyles: Readonly<Record<Mark, Style>> = { '✓': 'green', '✗': 'red', '–': 'dim', '?': 'yellow', '!': 'yellow' };

/** What `npm run verify` tells beside the results. */
export interface VerifyTelling extends Omit<Telling, 'again'> {
  context: string;
  namespace: string;
  /** What became of the namespace meanwhile. */
  told: readonly Text[];
  /** What can be done by hand was asked of the learner, or done by the suite. */
  acted?: boolean;
  /** How much is said of a failure; all when absent. */
  hints?: Hints;
  /** Commands with which a learner sees for themselves what a lesson has proved, by lesson. */
  tryIt?: ReadonlyMap<string, readonly string[]>;
  /** The command that judges these lessons again, and also runs what disturbs. */
  disturbing: (lessons: readonly string[]) => string;
}

/** The steps of a lesson, each with its mark; then, once each, why some were not judged. */
export function steps(lesson: LessonResult, { language, columns = Infinity, paint = unpainted }: Pick<Telling, 'language' | 'columns' | 'paint'>): string[] {
  const tests = lesson.tests.map((test) => testIn(test, language));
  const told = tests.filter(({ reason, unjudged }) => reason !== undefined && (unjudged === undefined || unjudged === 'here'));
  const reasons = [...new Map(told.map((test) => [`${markOf(test)} ${test.reason ?? ''}`, { mark: markOf(test), reason: test.reason ?? '' }])).values()];
  // A lesson of which nothing can be judged is told in one line.
  const isWhole = reasons.length === 1 && told.length === tests.length;
  return [
    `${paint('bold', lesson.name)} ${paint('dim', seconds(lesson.durationMs))}`,
    ...(isWhole ? [] : tests.map((test) => `  ${paint(markStyles[markOf(test)], hang(`${markOf(test)} `, test.title, columns - 2).replaceAll('\n', '\n  '))}`)),
    ...reasons.map(({ mark, reason }) => paint('dim', hang(`  ${mark}: `, reason, columns))),
  ];
}

/** What comes below the steps: each lesson's first failure, what was not run and how it is, what became of the namespace, the sum. */
export function explainVerify(told: Results, telling: VerifyTelling): string[] {
  const { language, columns = Infinity, paint = unpainted, reportDir } = telling;
  const results = resultsIn(told, language);
  const say = (text: Text, lead = ''): string => hang(lead, text[language], columns);
  const tests = results.lessons.flatMap((lesson) => lesson.tests);
  const count = (...marks: Mark[]): number => tests.filter((test) => marks.includes(markOf(test))).length;
  const asking = results.lessons.filter((lesson) => lesson.tests.some(leftFor('asks')));
  const left = (because: UnjudgedBecause): number => tests.filter(leftFor(because)).length;
  return [
    ...told.lessons.flatMap((lesson) => firstFailure(lesson, telling)),
    ...told.lessons.flatMap((lesson) => explainedOf('!', lesson, telling)),
    ...told.lessons.flatMap((lesson) => tryItLines(lesson, telling)),
    ...results.errors.flatMap((error) => ['', ...runErrorLines(error, language).map((line, index) => hang(index === 0 ? '' : '  ', line.trimStart(), columns))]),
    ...results.leftovers.map((leftover) => say(describeLeftover(leftover), '  ')),
    ...(tests.length === 0 ? [] : [
      '',
      ...(left('asks') === 0 ? [] : [say(t.notRun(left('asks'))), `  ${telling.disturbing(asking.map(({ name }) => name))}`]),
      ...(left('learner') === 0 ? [] : [say(telling.acted === true ? t.yoursByFiles(left('learner')) : t.yours(left('learner')))]),
      ...telling.told.map((text) => say(text)),
      ...(reportDir === undefined ? [] : [`${texts.report.report[language]}  ${pathToFileURL(resolve(reportDir, 'index.html')).href}`]),
      paint('dim', say(t.legend)),
      paint(results.exitCode === 0 ? 'green' : 'red', `${t.sum(count('✓', '!'), count('✗'), count('–'), count('?'))[language]} (${seconds(results.durationMs)})`),
    ]),
  ];
}

function leftFor(because: UnjudgedBecause): (test: TestResult) => boolean {
  return ({ unjudged, status }) => status === 'skipped' && unjudged === because;
}

/** How much is said of a failure: all; where it is, so that a learner looks for the rest; nothing but that it is there. */
export type Hints = 'none' | 'where' | 'all';

/** What is told with failures. */
export type FailureTelling = Omit<VerifyTelling, 'told' | 'disturbing'>;

/** The first failure of what a lesson promises: what to look at, and what to do. What follows it may have the same cause. */
export function firstFailure(lesson: LessonResult, telling: FailureTelling): string[] {
  return explainedOf('✗', lesson, telling);
}

/** How many failures are explained: what a learner must reach comes one by one, what would not hold in production is all that is left then. */
const mostTold = { '✗': 1, '!': 3 } as const;

function explainedOf(mark: '✗' | '!', lesson: LessonResult, telling: FailureTelling): string[] {
  const { language, columns = Infinity, paint = unpainted, hints = 'all' } = telling;
  const failed = lesson.tests.filter((each) => markOf(each) === mark);
  const [told, more] = [failed.slice(0, mostTold[mark]), failed.slice(mostTold[mark])];
  return [
    ...told.flatMap((test) => [
      '', paint(markStyles[mark], hang(`${mark} `, `${lesson.name}: ${testIn(test, language).title}`, columns)),
      ...(hints === 'none' || test.failure === undefined ? [] : explained(test.failure, aboutTest(lesson, test, telling))),
    ]),
    ...(more.length === 0 ? [] : [paint('dim', hang('  ', (mark === '✗' ? t.more(more.length) : t.moreInProduction(more.length))[language], columns))]),
  ];
}

function explained(failure: Failure, telling: FailureTelling): string[] {
  const { language, paint = unpainted, hints = 'all' } = telling;
  const label = t.look[language];
  const width = Math.max(...Object.values(texts.report.failure).flatMap((word) => ('en' in word ? [stringWidth(word[language])] : [])));
  return [
    // What a look of one's own shows stands in the cluster, not in a folder of evidence.
    ...explainFailure({ ...(hints === 'all' ? failure : withoutHints(failure)), evidence: [] }, telling, '  '),
    // A command is one line, so that it can be copied.
    `  ${paint('cyan', label + ' '.repeat(Math.max(0, width - stringWidth(label))))}  ${lookCommand(failure, telling)}`,
  ];
}

/** What is wrong and where, without what to do. */
function withoutHints({ others, ...failure }: Failure): Failure {
  return { ...failure, hint: '', ja: { ...failure.ja, hint: '' }, ...(others === undefined ? {} : { others: others.map(withoutHints) }) };
}

/** How to see for oneself what a lesson has proved, where nothing of it failed. */
function tryItLines(lesson: LessonResult, { language, tryIt, paint = unpainted }: VerifyTelling): string[] {
  const commands = tryIt?.get(lesson.name) ?? [];
  if (commands.length === 0 || lesson.tests.some((test) => markOf(test) === '✗')) return [];
  return ['', paint('green', t.tryIt(lesson.name)[language]), ...commands.map((command) => `  ${command}`)];
}

/** One command with which a learner sees the object of a failure. */
export function lookCommand({ object }: Pick<Failure, 'object'>, { context, namespace }: Pick<VerifyTelling, 'context' | 'namespace'>): string {
  const { kind, name } = kindAndName(object);
  const known = kindNamed(kind);
  const kubectl = `kubectl --context ${context}`;
  if (known === undefined || kind === 'Namespace') return `${kubectl} -n ${namespace} get all,configmaps,secrets,pvc,ingresses`;
  return `${kubectl}${known.namespaced ? ` -n ${namespace}` : ''} describe ${kind.toLowerCase()} ${name}`;
}

export function markOf(test: TestResult): Mark {
  switch (shownStatus(test, 'promise')) {
    case 'passed': return '✓';
    case 'failed': return '✗';
    case 'warned': return '!';
    case 'invalid': return '?';
    case 'skipped': return test.unjudged === 'here' ? '?' : '–';
  }
}

function unpainted(_: Style, text: string): string {
  return text;
}
