import { seconds } from '../../text/duration.ts';
import type { Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { shownStatus, type Level } from '../../verdict/level.ts';
import { holdsInProduction, lessonStatus } from '../../verdict/tally.ts';
import type { LessonResult, TestResult } from '../../verdict/results.ts';
import { signs, tallyText } from '../explain.ts';
import { anchorOf } from './anchor.ts';
import { escape } from './escape.ts';
import { smallFigure } from './figure.ts';
import { marked } from './marked.ts';
import { measuresList } from './measures.ts';
import type { PageSources } from './page-sources.ts';
import { spanOf, spanOfAll, timeBar, type Span } from './timeline.ts';

const t = texts.report;

/** All lessons on one axis of time: which ran beside which, and how long. Only those are open that could not be judged: failures stand above. */
export function lessonList(lessons: readonly LessonResult[], level: Level | undefined, language: Language): string {
  if (lessons.length === 0) return '';
  const whole = spanOfAll(lessons.map(spanOf));
  return `<section aria-labelledby="lessons"><h2 id="lessons">${t.lessons[language]}</h2>${lessons.map((lesson) => lessonCard(lesson, whole, level, language)).join('\n')}</section>`;
}

function lessonCard(lesson: LessonResult, whole: Span, level: Level | undefined, language: Language): string {
  const status = lessonStatus(lesson, level);
  const began = t.began(seconds(spanOf(lesson).from - whole.from))[language];
  const open = lesson.tests.some((test) => test.status === 'invalid') ? ' open' : '';
  return `<details class="card lesson"${open}><summary><h3><span class="${status}">${signs[status]}</span> ${escape(lesson.name)}</h3>
<span class="dim">${tallyText([lesson], level)[language]} · ${seconds(lesson.durationMs)} · ${began}</span>${timeBar(spanOf(lesson), whole, status)}</summary>
${(lesson.notes ?? []).map(({ text }) => `<p class="note">${marked(text)}</p>`).join('')}${testLists(lesson, level, language)}</details>`;
}

/** The tests of the promise, and apart from them those of production. */
function testLists(lesson: LessonResult, level: Level | undefined, language: Language): string {
  const list = (tests: readonly TestResult[]): string => `<ul>${tests.map((test) => testItem(lesson, test, level, language)).join('\n')}</ul>`;
  const { promise = [], production = [] } = Object.groupBy(lesson.tests, (test) => test.level ?? 'promise');
  if (production.length === 0) return list(promise);
  const holds = holdsInProduction(lesson);
  const colour = holds === undefined ? 'dim' : holds ? 'passed' : level === 'promise' ? 'warned' : 'failed';
  return `${list(promise)}<p class="part ${colour}">${t.production.part[`${holds}`][language]}</p>${list(production)}`;
}

function testItem(lesson: LessonResult, test: TestResult, level: Level | undefined, language: Language): string {
  const status = shownStatus(test, level);
  const id = anchorOf(lesson, test);
  const title = test.failure === undefined ? marked(test.title) : `<a href="#${id}">${marked(test.title)}</a>`;
  const reason = test.reason === undefined ? '' : `<p class="dim">${marked(test.reason)}</p>`;
  const bar = test.durationMs > 0 ? timeBar(spanOf(test), spanOf(lesson), status) : '';
  return `<li class="test ${status}"${test.failure === undefined ? ` id="${id}"` : ''}><h4><span class="verdict ${status}">${signs[status]} ${t.statuses[status][language]}</span> ${title}
<span class="dim">${seconds(test.durationMs)}</span></h4>${bar}${reason}${measuresList(test.measures ?? {}, language)}</li>`;
}

/** What tests drew that did not fail, beside each other: a failed one shows its drawings with the failure. */
export function plotGallery(lessons: readonly LessonResult[], language: Language, { drawing }: PageSources): string {
  const figures = lessons.flatMap((lesson) => lesson.tests.filter(({ failure }) => failure === undefined).flatMap((test) =>
    (test.plots ?? []).map((plot, index) => `<div><h3><span class="dim">${escape(lesson.name)}</span> <a href="#${anchorOf(lesson, test)}">${marked(plot.title)}</a></h3>${smallFigure(plot, `${anchorOf(lesson, test)}-plot-${index + 1}`, drawing)}</div>`)));
  return figures.length === 0 ? '' : `<section aria-labelledby="plots"><h2 id="plots">${t.plots[language]}</h2><div class="gallery">${figures.join('\n')}</div></section>`;
}
