import { whereReportIs, type ReportPlace } from '../report/explain.ts';
import type { NeutralVerdict } from './judge.ts';
import type { MutantResult, MutantsReport } from './mutant-results.ts';
import type { Variant } from './mutant.ts';
import { countMutants, isBad, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import { seconds } from '../text/duration.ts';

/** What a person reads of one mutant when its lesson has ended. */
export function mutantLine(result: MutantResult, place: string): string {
  const { status, slow, id, durationMs, by, message, namesField, reason } = result;
  const sign = isBad(result) ? '✘' : status === 'error' ? '?' : '✔';
  const notes = [...(slow ? ['slow'] : []), ...(message !== '' && !namesField ? ['does not name the field'] : [])];
  const head = `  ${place.padStart(9)} ${sign} ${status}${notes.length === 0 ? '' : ` (${notes.join(', ')})`} ${id} ${seconds(durationMs)}`;
  const told = by === '' ? [] : [`"${by}": ${message}`];
  return [head, ...told, ...(reason === undefined ? [] : [reason])].join('\n              ');
}

export function neutralLine(change: Variant, verdict: NeutralVerdict, durationMs: number, place: string): string {
  const head = `  ${place.padStart(9)} ${verdict.status === 'passed' ? '✔' : verdict.status === 'failed' ? '✘' : '?'} ${verdict.status} ${change.fullId} ${seconds(durationMs)}`;
  if (verdict.status === 'passed') return head;
  return `${head}\n              ${verdict.status === 'failed' ? `"${verdict.by}": ${verdict.message}` : verdict.reason}`;
}

/** The end: tables, what needs a look, the sum. */
export function concludeMutants(report: MutantsReport, place: ReportPlace): string[] {
  const { mutants, neutral, errors, leftovers } = report;
  const counts = countMutants(mutants);
  return [
    ...(mutants.length === 0 ? [] : ['', ...table('lesson', [...rowsBy(mutants, 'lesson'), rowOf('all', mutants)]), '', ...table('category', rowsBy(mutants, 'category'))]),
    ...section('Survived, or killed though called equivalent:', mutants.filter(isBad).map(({ id, standsFor, reason }) => `${id}: ${reason ?? standsFor}`)),
    ...section('Could not be judged:', mutants.filter(({ status }) => status === 'error').map(({ id, reason }) => `${id}: ${reason ?? ''}`)),
    ...section('Neutral changes that failed:', neutral.failed.map(({ id, by, message }) => `${id}: "${by}": ${message}`)),
    ...errors.flatMap(({ where, message, hint }) => ['', `${where}: ${message}`, `  ${hint}`]),
    ...section('Left over, the next run removes it:', leftovers.map(({ kind, namespace, name }) => `${kind}/${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}`)),
    '',
    ...(neutral.total === 0 ? [] : [`neutral changes: ${neutral.passed} of ${neutral.total} passed`]),
    ...(mutants.length === 0 ? [] : [
      `score ${percent(report.score)}: ${counts.killed} killed (${counts.slow} slow), ${counts.survived} survived, ${counts.rejected} rejected, ${counts.equivalent} equivalent, ${counts.error} errors; ${percent(report.named)} of the failures name object and field`]),
    `${mutants.length + neutral.total === 0 ? 'no mutant was run' : `seed ${report.seed}; ${seconds(report.durationMs)} in all, ${secondsEach(report).toFixed(1)} s each`}${whereReportIs(place, 'mutants.html').en}`,
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function table(what: string, rows: readonly Row[]): string[] {
  const cells = [[what, 'killed', 'slow', 'survived', 'rejected', 'equivalent', 'error', 'score', 'named'], ...rows.map(cellsOf)];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd());
}

/** The cells of a row in the order of every table: lesson or category, counts, shares. */
export function cellsOf({ name, counts, score, named }: Row): string[] {
  return [name, ...[counts.killed, counts.slow, counts.survived, counts.rejected, counts.equivalent, counts.error].map(String), percent(score), percent(named)];
}
