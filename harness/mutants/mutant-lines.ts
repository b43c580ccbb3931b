import { whereReportIs, type ReportPlace } from '../report/explain.ts';
import { corpusCounts } from './corpus/corpus-case.ts';
import { wrongCase } from './corpus/case-lines.ts';
import type { MutantResult, MutantsReport } from './mutant-results.ts';
import { countMutants, isBad, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import { seconds } from '../text/duration.ts';
import stringWidth from 'string-width';
import type { Language } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { runErrorLines } from '../verdict/run-error-text.ts';
import { describeLeftover } from '../report/explain.ts';

const t = texts.mutants;

/** What a person reads of one mutant when its lesson has ended. */
export function mutantLine(result: MutantResult, place: string, language: Language): string {
  const { status, slow, id, durationMs, by, message, namesField, reason } = result;
  const sign = isBad(result) ? '✘' : status === 'error' ? '?' : '✔';
  const notes = [...(slow ? [t.columns.slow[language]] : []), ...(message !== '' && !namesField ? [t.notNamed[language]] : [])];
  const head = `  ${place.padStart(9)} ${sign} ${t.statuses[status][language]}${notes.length === 0 ? '' : ` (${notes.join(', ')})`} ${id} ${seconds(durationMs)}`;
  const told = by === '' ? [] : [`"${by}": ${message}`];
  return [head, ...told, ...(reason === undefined ? [] : [reason])].join('\n              ');
}

/** The end: tables, what needs a look, the sum. */
export function concludeMutants(report: MutantsReport, place: ReportPlace, language: Language): string[] {
  const { mutants, neutral, corpus = corpusCounts([]), errors, leftovers } = report;
  const counts = countMutants(mutants);
  return [
    ...(mutants.length === 0 ? [] : ['', ...table(t.columns.lesson[language], [...rowsBy(mutants, 'lesson'), rowOf(t.columns.all[language], mutants)], language), '', ...table(t.columns.category[language], rowsBy(mutants, 'category'), language)]),
    ...section(t.bad[language], mutants.filter(isBad).map(({ id, standsFor, reason }) => `${id}: ${reason ?? standsFor}`)),
    ...section(t.notJudged[language], mutants.filter(({ status }) => status === 'error').map(({ id, reason }) => `${id}: ${reason ?? ''}`)),
    ...section(t.notFound[language], [...mutants, ...corpus.cases].filter(({ explained }) => explained?.found === false).map(({ id, explained }) => `${id}: ${explained?.verdict ?? ''}: ${explained?.causes.join(', ') ?? ''}`)),
    ...section(t.neutralFailed[language], neutral.failed.map(({ id, by, message }) => `${id}: "${by}": ${message}`)),
    ...section(t.wrongCases[language], corpus.cases.filter(({ status }) => status !== 'right').map(wrongCase)),
    ...errors.flatMap((error) => ['', ...runErrorLines(error, language)]),
    ...section(texts.report.leftovers[language], leftovers.map((left) => describeLeftover(left)[language])),
    '',
    ...(neutral.total === 0 ? [] : [t.neutralPassed(neutral.passed, neutral.total)[language]]),
    ...(corpus.total === 0 ? [] : [t.corpusRight(corpus.right, corpus.total, percent(corpus.named))[language]]),
    ...[corpus.explained, report.explained].filter((each) => each !== undefined).map(({ found, total, medianMs, longestMs }) => t.causes(found, total, seconds(medianMs), seconds(longestMs))[language]),
    ...(mutants.length === 0 ? [] : [t.score(percent(report.score), counts, percent(report.named))[language]]),
    ...(report.withoutWritten === true && counts.unseen > 0 ? [t.unseen(counts.unseen)[language]] : []),
    `${(mutants.length + neutral.total + corpus.total === 0 ? t.noneRun : t.times(report.seed, seconds(report.durationMs), `${secondsEach(report).toFixed(1)} s`))[language]}${whereReportIs(place, 'mutants.html')[language]}`,
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function table(what: string, rows: readonly Row[], language: Language): string[] {
  const { statuses, columns } = t;
  const heads = [statuses.killed, columns.slow, statuses.survived, statuses.rejected, statuses.equivalent, statuses.error, columns.score, columns.named];
  const cells = [[what, ...heads.map((head) => head[language])], ...rows.map((row) => cellsOf(row))];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? '')))) ?? [];
  return cells.map((row) => row.map((cell, column) => (column === 0 ? `${cell}${gap(cell, widths[column])}` : `${gap(cell, widths[column])}${cell}`)).join('  ').trimEnd());
}

function gap(cell: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - stringWidth(cell)));
}

/** The cells of a row in the order of every table: lesson or category, counts, shares. */
export function cellsOf({ name, counts, score, named }: Row, withUnseen = false): string[] {
  return [name, ...[counts.killed, counts.slow, counts.survived, counts.rejected, counts.equivalent, ...(withUnseen ? [counts.unseen] : []), counts.error].map(String), percent(score), percent(named)];
}
