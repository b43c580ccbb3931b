import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { shownStatus, type Level, type ShownStatus } from '../../verdict/level.ts';
import type { LessonResult, Results } from '../../verdict/results.ts';
import { lessonStatus } from '../../verdict/tally.ts';
import { tallyText } from '../explain.ts';
import { resultsIn } from '../in-language.ts';
import { escape } from './escape.ts';
import { failureCards } from './failures.ts';
import { imagesTable, phasesBar, surroundings } from './facts.ts';
import type { PageSources } from './page-sources.ts';
import { lessonList, plotGallery } from './lessons.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const t = texts.report;

const nothing = (): undefined => undefined;

/**
 * The report as one page that needs nothing but itself, drawings included; evidence is linked beside it. What failed comes
 * first, then the lessons on an axis of time, then what was drawn.
 */
export function htmlPage(told: Results, language: Language, given: Partial<PageSources> = {}): string {
  const sources: PageSources = { drawing: nothing, manifest: nothing, again: nothing, ...given };
  const results = resultsIn(told, language);
  const { cluster, lessons } = results;
  const headline = headlineOf(results)[language];
  const { level } = results;
  const sum = tallyText(lessons, level);
  const where = cluster.kubernetes === '' ? t.notReached[language] : `${escape(cluster.name)} (${cluster.provider}), Kubernetes ${escape(cluster.kubernetes)}, ${t.nodes(cluster.nodes)[language]}`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline}: ${sum[language]}</title><style>${style}</style></head>
<body><main>
<h1 class="${results.exitCode === 0 ? 'passed' : results.exitCode === 1 ? 'failed' : 'invalid'}">${headline}</h1>
<p>${tallyText(lessons, level, results.durationMs)[language]}</p>
<p class="dim">${where} · <time datetime="${escape(results.startedAt)}">${escape(results.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time></p>
${chips(lessons, level, language)}
${surroundings(results, language)}
${failureCards(lessons, level, language, sources)}
${lessonList(lessons, level, language)}
${plotGallery(lessons, language, sources)}
${phasesBar(results.phases, language)}
${imagesTable(cluster.images, language)}
</main><script>${script}</script></body></html>
`;
}

/** What the run says of the lessons, in one sentence. */
function headlineOf({ exitCode, lessons, level }: Results): Text {
  return exitCode === 1 ? t.verdicts[1](lessons.filter((lesson) => lessonStatus(lesson, level) === 'failed').length) : t.verdicts[exitCode];
}

/** Buttons that show only the tests that ended so; without a script they cannot be pressed. */
function chips(lessons: readonly LessonResult[], level: Level | undefined, language: Language): string {
  const shown = Map.groupBy(lessons.flatMap(({ tests }) => tests), (test) => shownStatus(test, level));
  const statuses: readonly ShownStatus[] = ['failed', 'warned', 'invalid', 'skipped', 'passed'];
  const buttons = statuses.map((status) => ({ status, count: shown.get(status)?.length ?? 0 })).filter(({ count }) => count > 0)
    .map(({ status, count }) => `<button type="button" class="chip ${status}" data-show="${status}" aria-pressed="false" disabled>${t.statuses[status][language]} ${count}</button>`);
  return buttons.length < 2 ? '' : `<p class="chips" role="group" aria-label="${t.showOnly[language]}">${buttons.join(' ')}</p>`;
}
