import { dirname, basename } from 'node:path';
import { seconds } from '../../text/duration.ts';
import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { shownStatus, type Level, type ShownStatus } from '../../verdict/level.ts';
import type { Failure, LessonResult, ManifestDifference, TestResult } from '../../verdict/results.ts';
import { toldDifferences } from '../differences.ts';
import { signs } from '../explain.ts';
import { explainedText } from '../explained.ts';
import { handoutSection } from '../handout-section.ts';
import { anchorOf } from './anchor.ts';
import { escape } from './escape.ts';
import { excerpt } from './excerpt.ts';
import { figure } from './figure.ts';
import { marked } from './marked.ts';
import type { PageSources } from './page-sources.ts';

const t = texts.report;

/** Each failed test as a card: what to do first, then what was seen, and where. Those that do not decide come apart. */
export function failureCards(lessons: readonly LessonResult[], level: Level | undefined, language: Language, sources: PageSources): string {
  const cards = lessons.flatMap((lesson) => lesson.tests.flatMap((test) => (test.failure === undefined ? [] : [{ status: shownStatus(test, level), html: card(lesson, test, test.failure, level, language, sources) }])));
  const of = (wanted: ShownStatus): string[] => cards.filter(({ status }) => status === wanted).map(({ html }) => html);
  const [failed, warned] = [of('failed'), of('warned')];
  return [
    ...(failed.length === 0 ? [] : [`<section aria-labelledby="failures"><h2 id="failures">${t.failures(failed.length)[language]}</h2>${failed.join('\n')}</section>`]),
    ...(warned.length === 0 ? [] : [`<section aria-labelledby="production"><h2 id="production">${t.production.heading[language]}</h2><p class="dim">${t.production.undecided[language]}</p>${warned.join('\n')}</section>`]),
  ].join('\n');
}

function card(lesson: LessonResult, test: TestResult, failure: Failure, level: Level | undefined, language: Language, sources: PageSources): string {
  const status = shownStatus(test, level);
  const id = anchorOf(lesson, test);
  const plots = (test.plots ?? []).map((plot, index) => figure(plot, `${id}-plot-${index + 1}`, sources.drawing)).join('');
  return `<article class="failure${status === 'warned' ? ' warns' : ''}" id="${id}"><h3><a href="#${id}" class="${status}">${signs[status]}</a> <span class="dim">${escape(lesson.name)}</span> ${marked(test.level === 'production' ? t.production.test(test.title)[language] : test.title)}</h3>
${hintOf(failure, language)}${handoutOf(lesson, test, language)}${facts(failure, language)}${source(failure, sources)}${differences(failure, language, sources)}${othersOf(failure, language, sources)}${again(lesson, language, sources)}${evidence(failure, language)}${plots}</article>`;
}

function hintOf({ hint }: Failure, language: Language): string {
  return hint === '' ? '' : `<p class="hint"><strong>${t.failure.hint[language]}</strong> ${marked(hint)}</p>`;
}

function handoutOf(lesson: LessonResult, test: TestResult, language: Language): string {
  const section = handoutSection(lesson, test, language);
  return section === undefined ? '' : `<p class="dim">${t.failure.handout[language]} <code>${escape(section)}</code></p>`;
}

/** What else was found in the same look. */
function othersOf({ others = [] }: Failure, language: Language, sources: PageSources): string {
  return others.map((other, index) => `<section class="other"><h4 class="dim">${t.failure.nth(index + 2, others.length + 1)[language]}</h4>
${hintOf(other, language)}${facts(other, language)}${source(other, sources)}</section>`).join('');
}

function facts(failure: Failure, language: Language): string {
  const word = t.failure;
  const file = failure.file === undefined ? '' : ` <code>${escape(failure.file)}${failure.line === undefined ? '' : `:${failure.line}`}</code>`;
  const field = failure.field === undefined ? '' : ` <code>${escape(failure.field)}</code>`;
  const rows: [Text, string][] = [
    [word.expected, marked(failure.expected)],
    [word.observed, marked(failure.observed)],
    [word.object, `${escape(failure.object)}${field}${file}`],
    ...(failure.elapsedMs > 0 ? [[word.after, seconds(failure.elapsedMs)] satisfies [Text, string]] : []),
  ];
  return `<dl>${rows.map(([term, text]) => `<dt>${term[language]}</dt><dd>${text}</dd>`).join('')}</dl>`;
}

function source({ file, line }: Pick<Failure, 'file' | 'line'>, { manifest }: PageSources): string {
  const text = file === undefined || line === undefined ? undefined : manifest(file);
  return text === undefined || line === undefined ? '' : excerpt(text, line);
}

/** The likely cause with its lines, unless they are shown already, and the other differences. */
function differences(failure: Failure, language: Language, sources: PageSources): string {
  const { likely, others } = toldDifferences(failure) ?? {};
  const isShown = likely?.file === failure.file && likely?.line === failure.line;
  const cause = likely === undefined ? '' : `<p><strong>${texts.explain.likely[language]}</strong> ${difference(likely, language)}</p>${isShown ? '' : source(likely, sources)}`;
  const rest = others === undefined ? '' : `<p>${texts.explain.differs[language]} ${escape(others.sentence[language])}</p><ul>${others.list.map((each) => `<li>${difference(each, language)}</li>`).join('')}</ul>`;
  const all = causes(failure, language, sources) + cause + rest;
  return all === '' ? '' : `<div class="differences">${all}</div>`;
}

/** What was proved, each with its lines, unless they are shown already. */
function causes(failure: Failure, language: Language, sources: PageSources): string {
  const { explained } = failure;
  if (explained === undefined) return '';
  const sets = explained.causes.length === 0 ? [[]] : explained.causes;
  return sets.map((set, index) => {
    const list = set.map((each) => `<p><strong>${texts.explain.cause[language]}</strong> ${difference(each, language)}</p>${each.file === failure.file && each.line === failure.line ? '' : source(each, sources)}`);
    return `${list.join('')}<p>${list.length === 0 ? `<strong>${texts.explain.cause[language]}</strong> ` : ''}${marked(explainedText(explained, index)[language])}</p>`;
  }).join('');
}

function difference({ object, field, file, line, observed, ours }: ManifestDifference, language: Language): string {
  const place = file === undefined ? '' : ` <code>${escape(file)}${line === undefined ? '' : `:${line}`}</code>`;
  const sides = texts.explain.sides(observed, ours)[language];
  return `${escape(object)}${field === undefined ? '' : ` <code>${escape(field)}</code>`}${place}: ${marked(sides)}`;
}

function again(lesson: LessonResult, language: Language, sources: PageSources): string {
  const command = sources.again(lesson);
  if (command === undefined) return '';
  return `<p class="again"><span class="dim">${t.again[language]}</span> <code>${escape(command)}</code> <button type="button" class="copy" hidden>${t.copy[language]}</button></p>`;
}

/** Links to the files, by folder: many have one in common. */
function evidence(failure: Failure, language: Language): string {
  if (failure.evidence.length === 0) return '';
  const folders = [...Map.groupBy(failure.evidence, (path) => dirname(path))].map(([folder, paths]) => {
    const links = paths.map((path) => `<li><a href="${escape(encodeURI(path))}">${escape(basename(path))}</a></li>`);
    return `<p class="dim">${escape(folder)}</p><ul>${links.join('')}</ul>`;
  });
  return `<details class="evidence"><summary>${t.evidenceFiles(failure.evidence.length)[language]}</summary>${folders.join('')}</details>`;
}
