import { basename } from 'node:path';
import type { Failure, LessonResult, TestResult } from '../../verdict/results.ts';
import { lessonStatus, tally } from '../../verdict/tally.ts';
import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { escape } from './escape.ts';
import { figure, type ReadDrawing } from './figure.ts';
import { seconds } from '../../text/duration.ts';

const t = texts.report;

const signs = { passed: '✔', failed: '✘', skipped: '–', invalid: '?' } as const;

/** One lesson: open when there is something to read, closed when all is well. */
export function lessonCard(lesson: LessonResult, language: Language, drawing: ReadDrawing): string {
  const status = lessonStatus(lesson);
  const open = status === 'passed' ? '' : ' open';
  return `<details class="card"${open}><summary><span class="${status}">${signs[status]}</span> ${escape(lesson.name)}
<span class="dim">${t.tally(tally([lesson]))[language]} · ${seconds(lesson.durationMs)}</span></summary>
<ul>${lesson.tests.map((test) => testItem(test, language, drawing)).join('\n')}</ul></details>`;
}

function testItem(test: TestResult, language: Language, drawing: ReadDrawing): string {
  const measures = Object.entries(test.measures ?? {}).map(([name, value]) => `<span class="measure">${escape(name)} ${value}</span>`).join('');
  const reason = test.reason === undefined ? '' : `<p class="dim">${escape(test.reason)}</p>`;
  return `<li><span class="verdict ${test.status}">${signs[test.status]} ${t.statuses[test.status][language]}</span> <span class="title">${escape(test.title)}</span>
<span class="dim">${seconds(test.durationMs)}</span>${measures === '' ? '' : `<div>${measures}</div>`}${reason}${test.failure === undefined ? '' : failureList(test.failure, language)}${(test.plots ?? []).map((plot) => figure(plot, drawing)).join('')}</li>`;
}

function failureList(failure: Failure, language: Language): string {
  const file = failure.file === undefined ? '' : ` <code>${escape(failure.file)}${failure.line === undefined ? '' : `:${failure.line}`}</code>`;
  const field = failure.field === undefined ? '' : ` <code>${escape(failure.field)}</code>`;
  const evidence = failure.evidence.map((path) => `<a href="${escape(encodeURI(path))}">${escape(basename(path))}</a>`).join('<br>');
  const word = t.failure;
  const rows: [Text, string][] = [
    [word.expected, escape(failure.expected)],
    [word.observed, escape(failure.observed)],
    [word.object, `${escape(failure.object)}${field}${file}`],
    ...(failure.elapsedMs > 0 ? [[word.after, seconds(failure.elapsedMs)] satisfies [Text, string]] : []),
    ...(failure.hint === '' ? [] : [[word.hint, escape(failure.hint)] satisfies [Text, string]]),
    ...(evidence === '' ? [] : [[word.evidence, evidence] satisfies [Text, string]]),
  ];
  return `<dl>${rows.map(([term, text]) => `<dt>${term[language]}</dt><dd>${text}</dd>`).join('')}</dl>`;
}
