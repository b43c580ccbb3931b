import type { Results } from '../../verdict/results.ts';
import { describeTally, tally } from '../../verdict/tally.ts';
import { words } from '../words.ts';
import { escape } from './escape.ts';
import type { ReadDrawing } from './figure.ts';
import { imagesTable, phasesBar, surroundings } from './facts.ts';
import { lessonCard } from './lessons.ts';
import { style } from './style.ts';
import { seconds } from '../../text/duration.ts';

const verdicts = { 0: 'All lessons hold', 1: 'A lesson does not hold yet', 2: 'The run could not judge everything', 130: 'The run was interrupted' } as const;

/** The report as one page that needs nothing but itself, drawings included; evidence is linked beside it. */
export function htmlPage(results: Results, language: 'en' | 'ja', drawing: ReadDrawing = () => undefined): string {
  const { cluster } = results;
  const where = cluster.kubernetes === '' ? 'the cluster was not reached' : `${escape(cluster.name)} (${cluster.provider}), Kubernetes ${escape(cluster.kubernetes)}, ${cluster.nodes} ${cluster.nodes === 1 ? 'node' : 'nodes'}`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdicts[results.exitCode]}: ${describeTally(tally(results.lessons))}</title><style>${style}</style></head>
<body><main>
<h1 class="${results.exitCode === 0 ? 'passed' : results.exitCode === 1 ? 'failed' : 'invalid'}">${verdicts[results.exitCode]}</h1>
<p>${describeTally(tally(results.lessons))} in ${seconds(results.durationMs)}</p>
<p class="dim">${where} · ${escape(results.startedAt)}</p>
${surroundings(results)}
${results.lessons.length === 0 ? '' : `<h2>Lessons</h2>${results.lessons.map((lesson) => lessonCard(lesson, words[language], drawing)).join('\n')}`}
${phasesBar(results.phases)}
${imagesTable(cluster.images)}
</main></body></html>
`;
}
