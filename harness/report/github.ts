import { join, relative } from 'node:path';
import { describeFailure } from '../verdict/lesson-failure.ts';
import { lessonStatus, describeTally, tally } from '../verdict/tally.ts';
import type { Failure, Results } from '../verdict/results.ts';
import { seconds } from '../text/duration.ts';
import { defined } from '../values/defined.ts';

/** Where annotations point: GitHub wants paths relative to the repository. */
export interface AnnotationPlace {
  repository: string;
  manifests: string;
}

/**
 * Workflow commands that show each failure at its line of the manifest.
 * Source of the format and its escapes: GitHub's "Workflow commands" and `@actions/core`'s `command.ts`.
 */
export function annotations(results: Results, place: AnnotationPlace): string[] {
  const failures = results.lessons.flatMap((lesson) => lesson.tests.flatMap((test) => (test.failure === undefined ? [] : [{ title: `${lesson.name}: ${test.title}`, failure: test.failure }])));
  return [
    ...failures.map(({ title, failure }) => command({ ...position(failure, place), title }, `${describeFailure(failure)}\n${failure.hint}`)),
    ...results.lessons.flatMap((lesson) => lesson.tests.filter(({ status }) => status === 'invalid').map((test) => command({ title: `${lesson.name}: ${test.title}` }, `invalid: ${test.reason ?? ''}`))),
    ...results.errors.map((error) => command({ title: error.where }, `${error.message}\n${error.hint}`)),
    ...results.leftovers.map((left) => command({ title: 'clean-up' }, `${left.kind}/${left.name} is left over`)),
  ];
}

/** Markdown for the job's summary page. */
export function stepSummary(results: Results): string {
  const rows = results.lessons.map((lesson) => `| ${cell(lesson.name)} | ${lessonStatus(lesson)} | ${describeTally(tally([lesson]))} | ${seconds(lesson.durationMs)} |`);
  const failures = results.lessons.flatMap((lesson) => lesson.tests.flatMap((test) => (test.failure === undefined ? [] : [
    `- **${cell(lesson.name)}: ${cell(test.title)}** ${cell(describeFailure(test.failure))}. ${cell(test.failure.hint)}`])));
  const errors = results.errors.map((error) => `- **${cell(error.where)}** ${cell(error.message)}. ${cell(error.hint)}`);
  const images = results.cluster.images.map((image) => `| ${cell(image.name)} | ${cell(image.version)} | ${image.provenance} |`);
  return [
    `## Lessons: ${describeTally(tally(results.lessons))}`,
    ...(results.cluster.kubernetes === '' ? [] : [`Kubernetes ${results.cluster.kubernetes}, ${results.cluster.nodes} nodes, ${(results.durationMs / 1000).toFixed(0)} s`]),
    table('| lesson | verdict | tests | time |\n|---|---|---|---|', rows),
    failures.concat(errors).join('\n'),
    table('| image | version | provenance |\n|---|---|---|', images),
  ].filter((part) => part !== '').join('\n\n').concat('\n');
}

function table(head: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : [head, ...rows].join('\n');
}

function position(failure: Failure, place: AnnotationPlace): Record<string, string> {
  if (failure.file === undefined) return {};
  const file = relative(place.repository, join(place.manifests, failure.file));
  if (file.startsWith('..')) return {};
  return defined({ file, line: failure.line?.toString() });
}

function command(properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::error ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Text from manifests and containers must not become markup of the page. */
function cell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
