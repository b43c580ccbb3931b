import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { readReports } from './merge-reports.ts';
import { cellsOf } from './mutant-lines.ts';
import type { MutantsReport } from './mutant-results.ts';
import { countMutants, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';

const begin = '<!-- mutants:begin -->';
const end = '<!-- mutants:end -->';

/** The words around the numbers, in the language of each README. */
const readmes = {
  'README.md': {
    head: ['killed', 'slow', 'survived', 'rejected', 'equivalent', 'error', 'score', 'names the field'],
    lesson: 'lesson', category: 'category', all: 'all', equivalents: 'Equivalent, with the reason', survivors: 'Survived',
    neutral: ({ passed, total }: MutantsReport['neutral']) => `Neutral changes: ${passed} of ${total} passed.`,
    sum: (r: MutantsReport) => `Score **${percent(r.score)}**: ${countMutants(r.mutants).killed} of ${countMutants(r.mutants).killed + countMutants(r.mutants).survived} mutants killed; ${percent(r.named)} of the failures name object and field; ${secondsEach(r).toFixed(1)} s a mutant (${r.startedAt.slice(0, 10)}).`,
  },
  'README.ja.md': {
    head: ['検出', '低速', '見逃し', '拒否', '等価', 'エラー', 'スコア', 'フィールド名を表示'],
    lesson: 'レッスン', category: '分類', all: '合計', equivalents: '等価なミュータントとその理由', survivors: '見逃したミュータント',
    neutral: ({ passed, total }: MutantsReport['neutral']) => `影響のないはずの変更: ${total} 件のうち ${passed} 件が合格。`,
    sum: (r: MutantsReport) => `スコア **${percent(r.score)}**: ミュータント ${countMutants(r.mutants).killed + countMutants(r.mutants).survived} 個のうち ${countMutants(r.mutants).killed} 個を検出。失敗メッセージの ${percent(r.named)} がオブジェクトとフィールドを示します。1 個あたり ${secondsEach(r).toFixed(1)} 秒(${r.startedAt.slice(0, 10)})。`,
  },
} as const;

type Words = (typeof readmes)[keyof typeof readmes];

/** Writes the tables of what was found (of a run, or of its parts in folders below) into both READMEs, between their marks; returns the files. Throws {@link EnvironmentError}. */
export function writeReadmes(reportDir: string, checkout: string): string[] {
  const report = readReports(reportDir);
  return Object.entries(readmes).map(([name, words]) => {
    const readme = join(checkout, name);
    writeFileSync(readme, withPart(readFileSync(readme, 'utf8'), readmePart(report, words), name));
    return name;
  });
}

/** The text with another part between its marks. Throws {@link EnvironmentError} when it has none. */
export function withPart(text: string, part: string, name: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new EnvironmentError(name, `it has no ${begin} … ${end}`, 'Put the two lines where the table is to stand.');
  return `${text.slice(0, from + begin.length)}\n${part}\n${text.slice(to)}`;
}

/** Markdown: the sum, the tables, what survived, and the equivalents folded away. */
export function readmePart(report: MutantsReport, words: Words = readmes['README.md']): string {
  const { mutants } = report;
  const survivors = mutants.filter(({ status }) => status === 'survived');
  const equivalents = mutants.filter(({ status }) => status === 'equivalent');
  const reasons = [...Map.groupBy(equivalents, ({ reason }) => reason ?? '')];
  return [
    words.sum(report),
    table(words, words.lesson, [...rowsBy(mutants, 'lesson'), rowOf(words.all, mutants)]),
    table(words, words.category, rowsBy(mutants, 'category')),
    ...(survivors.length === 0 ? [] : [`${words.survivors}:`, survivors.map(({ id, standsFor }) => `- \`${id}\`: ${standsFor}`).join('\n')]),
    ...(report.neutral.total === 0 ? [] : [words.neutral(report.neutral)]),
    ...(reasons.length === 0 ? [] : [`<details><summary>${words.equivalents} (${equivalents.length})</summary>`, reasons.map(([reason, own]) => `- ${reason}\n  ${own.map(({ id }) => `\`${id}\``).join(', ')}`).join('\n'), '</details>']),
  ].join('\n\n');
}

function table(words: Words, what: string, rows: readonly Row[]): string {
  const head = [what, ...words.head];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
