import { escape } from '../report/html/escape.ts';
import { style } from '../report/html/style.ts';
import { cellsOf } from './mutant-lines.ts';
import type { MutantResult, MutantsReport } from './mutant-results.ts';
import { countMutants, isBad, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import { seconds } from '../text/duration.ts';

/** What the page of the lessons does not need. */
const ownStyle = `
.mutant { padding: .55rem 1rem; }
.mutant + .mutant { border-top: 1px solid var(--line); }
.mutant p { overflow-wrap: anywhere; }
.numbers td + td, .numbers th + th { text-align: right; font-variant-numeric: tabular-nums; }
.numbers tr:last-child td { font-weight: 600; }
`;

const colours = { killed: 'passed', survived: 'failed', rejected: 'passed', equivalent: 'skipped', unseen: 'skipped', error: 'invalid' } as const;

/** The run as one page that needs nothing but itself: what needs a look first, then tables, then every mutant by lesson. */
export function mutantsPage(report: MutantsReport): string {
  const { mutants, neutral } = report;
  const counts = countMutants(mutants);
  const headline = mutants.length === 0 ? `${neutral.passed} of ${neutral.total} neutral changes passed` : `Mutation score${report.withoutWritten === true ? ' by behaviour alone' : ''} ${percent(report.score)}`;
  const bad = mutants.filter((mutant) => isBad(mutant) || mutant.status === 'error');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline}</title><style>${style}${ownStyle}</style></head>
<body><main>
<h1 class="${report.exitCode === 0 ? 'passed' : report.exitCode === 1 ? 'failed' : 'invalid'}">${headline}</h1>
<p>${counts.killed} killed, of these ${counts.slow} slowly; ${counts.survived} survived, ${counts.rejected} rejected, ${counts.equivalent} equivalent,${report.withoutWritten === true ? ` ${counts.unseen} unseen by behaviour,` : ''} ${counts.error} errors.
${percent(report.named)} of the failures name object and field.</p>
<p class="dim">${escape(report.startedAt)} · ${seconds(report.durationMs)}, ${secondsEach(report).toFixed(1)} s each · seed ${escape(report.seed)}</p>
${errorsOf(report)}
${listOf('Needs a look', bad)}
${neutralPart(neutral)}
${mutants.length === 0 ? '' : `<h2>By lesson</h2>${table('lesson', [...rowsBy(mutants, 'lesson'), rowOf('all', mutants)])}
<h2>By category</h2>${table('category', [...rowsBy(mutants, 'category'), rowOf('all', mutants)])}`}
${listOf('Equivalent', mutants.filter(({ status }) => status === 'equivalent'))}
${listOf('Unseen by behaviour', mutants.filter(({ status }) => status === 'unseen'))}
${[...Map.groupBy(mutants, ({ lesson }) => lesson)].map(([lesson, own]) => listOf(lesson, own.filter(({ status }) => status === 'killed' || status === 'rejected'))).join('\n')}
</main></body></html>
`;
}

function table(what: string, rows: readonly Row[]): string {
  const head = [what, 'killed', 'slow', 'survived', 'rejected', 'equivalent', 'error', 'score', 'named'].map((name) => `<th>${name}</th>`).join('');
  return `<div class="scroll"><table class="numbers"><tr>${head}</tr>${rows.map((row) => `<tr>${cellsOf(row).map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</table></div>`;
}

function listOf(title: string, mutants: readonly MutantResult[]): string {
  if (mutants.length === 0) return '';
  const open = title === 'Needs a look' ? ' open' : '';
  return `<h2>${escape(title)}</h2><details class="card"${open}><summary>${mutants.length} <span class="dim">${mutants.length === 1 ? 'mutant' : 'mutants'}</span></summary>${mutants.map(entry).join('\n')}</details>`;
}

function entry(mutant: MutantResult): string {
  const { id, status, slow, by, message, namesField, durationMs, failedAfterMs, standsFor, reason } = mutant;
  const notes = [...(slow ? ['slow'] : []), ...(message !== '' && !namesField ? ['does not name the field'] : [])];
  const after = failedAfterMs === undefined ? '' : `failed after ${seconds(failedAfterMs)}, `;
  return `<div class="mutant"><span class="verdict ${isBad(mutant) ? 'failed' : colours[status]}">${status}</span>${notes.length === 0 ? '' : ` <span class="invalid">${notes.join(', ')}</span>`} <code>${escape(id)}</code>
<span class="dim">${after}${seconds(durationMs)} in all</span><p class="dim">${escape(standsFor)}</p>${by === '' ? '' : `<p><strong>${escape(by)}</strong>: ${escape(message)}</p>`}${reason === undefined ? '' : `<p>${escape(reason)}</p>`}</div>`;
}

function neutralPart({ passed, total, failed }: MutantsReport['neutral']): string {
  if (total === 0) return '';
  const items = failed.map(({ id, by, message }) => `<div class="mutant"><span class="verdict failed">failed</span> <code>${escape(id)}</code><p><strong>${escape(by)}</strong>: ${escape(message)}</p></div>`);
  return `<h2>Neutral changes</h2><p>${passed} of ${total} passed.</p>${items.length === 0 ? '' : `<div class="card">${items.join('\n')}</div>`}`;
}

function errorsOf({ errors, leftovers }: MutantsReport): string {
  const items = [
    ...errors.map(({ where, message, hint }) => `<div class="mutant"><span class="verdict failed">${escape(where)}</span> ${escape(message)}<p class="dim">${escape(hint)}</p></div>`),
    ...leftovers.map(({ kind, name }) => `<div class="mutant"><span class="verdict failed">left over</span> <code>${escape(kind)}/${escape(name)}</code></div>`),
  ];
  return items.length === 0 ? '' : `<h2>Around the mutants</h2><div class="card">${items.join('\n')}</div>`;
}
