import { join, relative } from 'node:path';
import { describeFailure, locationOf } from '../verdict/lesson-failure.ts';
import { decides } from '../verdict/level.ts';
import { lessonStatus } from '../verdict/tally.ts';
import type { Failure, Results, TestResult } from '../verdict/results.ts';
import { seconds } from '../text/duration.ts';
import type { Language, Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { tallyText } from './explain.ts';
import { causeLines } from './cause-lines.ts';
import { resultsIn } from './in-language.ts';
import { defined } from '../values/defined.ts';

const t = texts.report;

/** Where annotations point: GitHub wants paths relative to the repository. */
export interface AnnotationPlace {
  repository: string;
  manifests: string;
}

/**
 * Workflow commands that show each failure at its line of the manifest.
 * Source of the format and its escapes: GitHub's "Workflow commands" and `@actions/core`'s `command.ts`.
 */
export function annotations(told: Results, place: AnnotationPlace, language: Language): string[] {
  const results = resultsIn(told, language);
  const failures = results.lessons.flatMap((lesson) => lesson.tests.flatMap((test) => eachOf(test.failure).map((failure) => ({ lesson: lesson.name, test, failure }))));
  const doesDecide = (test: TestResult): boolean => decides(test, results.level ?? 'production');
  return [
    ...failures.map(({ lesson, test, failure }) => {
      const { title } = test;
      const where = { ...position(failure, place), title: `${lesson}: ${title}` };
      const what = [describe(failure, language), failure.hint, ...causeLines(failure).map((line) => line[language])].join('\n');
      return doesDecide(test) ? command('error', where, what) : command('warning', where, t.production.failure(what)[language]);
    }),
    ...results.lessons.flatMap((lesson) => lesson.tests.filter(({ status }) => status === 'invalid').map((test) => command(doesDecide(test) ? 'error' : 'warning', { title: `${lesson.name}: ${test.title}` }, t.invalid(test.reason ?? '')[language]))),
    ...results.errors.map((error) => command('error', { title: error.where }, `${error.message}\n${error.hint}`)),
    ...results.leftovers.map((left) => command('error', { title: t.cleanUp[language] }, t.isLeftover(`${left.kind}/${left.name}`)[language])),
  ];
}

/** Markdown for the job's summary page. */
export function stepSummary(told: Results, language: Language): string {
  const results = resultsIn(told, language);
  const say = (text: Text): string => text[language];
  const rows = results.lessons.map((lesson) => `| ${cell(lesson.name)} | ${say(t.statuses[lessonStatus(lesson, results.level)])} | ${say(tallyText([lesson], results.level))} | ${seconds(lesson.durationMs)} |`);
  const failures = results.lessons.flatMap((lesson) => lesson.tests.flatMap((test) => eachOf(test.failure).flatMap((failure) => [
    `- **${cell(lesson.name)}: ${prose(test.title)}** ${decides(test, results.level ?? 'production') ? '' : `(${say(t.production.part.false)}) `}${prose(failure.hint)}`,
    `  - ${say(t.failure.expected)}: ${prose(failure.expected)}`,
    `  - ${say(t.failure.observed)}: ${prose(failure.observed)}`,
    `  - ${say(t.failure.object)}: ${prose(locationOf(failure))}`,
    ...causeLines(failure).map((line) => `  - ${prose(say(line))}`)])));
  const errors = results.errors.map((error) => `- **${cell(error.where)}** ${prose(error.message)}. ${prose(error.hint)}`);
  const images = results.cluster.images.map((image) => `| ${cell(image.name)} | ${cell(image.version)} | ${say(t.provenances[image.provenance])} |`);
  return [
    `## ${say(t.lessonsTally(tallyText(results.lessons, results.level)))}`,
    ...(results.cluster.kubernetes === '' ? [] : [`Kubernetes ${results.cluster.kubernetes}, ${say(t.nodes(results.cluster.nodes))}, ${(results.durationMs / 1000).toFixed(0)} s`]),
    table([t.columns.lesson, t.columns.verdict, t.columns.tests, t.columns.time].map(say), rows),
    failures.concat(errors).join('\n'),
    table([t.columns.image, t.columns.version, t.columns.provenance].map(say), images),
  ].filter((part) => part !== '').join('\n\n').concat('\n');
}

/** A failure and those that it carries; none where there is none. */
function eachOf(failure: Failure | undefined): Failure[] {
  return failure === undefined ? [] : [failure, ...(failure.others ?? [])];
}

/** A failure that is in that language already, on one line. */
function describe(failure: Failure, language: Language): string {
  if (language === 'en') return describeFailure(failure);
  const { expected, observed } = t.failure;
  return `${locationOf(failure)}: ${expected[language]}: ${failure.expected} / ${observed[language]}: ${failure.observed}`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return rows.length === 0 ? '' : [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n');
}

function position(failure: Failure, place: AnnotationPlace): Record<string, string> {
  if (failure.file === undefined) return {};
  const file = relative(place.repository, join(place.manifests, failure.file));
  if (file.startsWith('..')) return {};
  return defined({ file, line: failure.line?.toString() });
}

function command(name: 'error' | 'warning', properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same outside tables: what stands in backticks is code, in which Markdown has no markup. */
function prose(text: string): string {
  return text.split(/(`[^`\n]+`)/).map((part, index) => (index % 2 === 1 ? part : cell(part))).join('');
}

/** Text from manifests and containers must not become markup of the page. */
function cell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
