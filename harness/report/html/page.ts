import type { Results } from '../../verdict/results.ts';
import { lessonStatus, tally } from '../../verdict/tally.ts';
import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { resultsIn } from '../in-language.ts';
import { escape } from './escape.ts';
import type { ReadDrawing } from './figure.ts';
import { imagesTable, phasesBar, surroundings } from './facts.ts';
import { lessonCard } from './lessons.ts';
import { style } from './style.ts';
import { seconds } from '../../text/duration.ts';

const t = texts.report;

/** The report as one page that needs nothing but itself, drawings included; evidence is linked beside it. */
export function htmlPage(told: Results, language: Language, drawing: ReadDrawing = () => undefined): string {
  const results = resultsIn(told, language);
  const { cluster } = results;
  const headline = headlineOf(results)[language];
  const sum = t.tally(tally(results.lessons));
  const where = cluster.kubernetes === '' ? t.notReached[language] : `${escape(cluster.name)} (${cluster.provider}), Kubernetes ${escape(cluster.kubernetes)}, ${t.nodes(cluster.nodes)[language]}`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline}: ${sum[language]}</title><style>${style}</style></head>
<body><main>
<h1 class="${results.exitCode === 0 ? 'passed' : results.exitCode === 1 ? 'failed' : 'invalid'}">${headline}</h1>
<p>${t.inTime(sum, seconds(results.durationMs))[language]}</p>
<p class="dim">${where} · ${escape(results.startedAt)}</p>
${surroundings(results, language)}
${results.lessons.length === 0 ? '' : `<h2>${t.lessons[language]}</h2>${results.lessons.map((lesson) => lessonCard(lesson, language, drawing)).join('\n')}`}
${phasesBar(results.phases, language)}
${imagesTable(cluster.images, language)}
</main></body></html>
`;
}

/** What the run says of the lessons, in one sentence. */
function headlineOf({ exitCode, lessons }: Results): Text {
  return exitCode === 1 ? t.verdicts[1](lessons.filter((lesson) => lessonStatus(lesson) === 'failed').length) : t.verdicts[exitCode];
}
