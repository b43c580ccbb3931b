import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { readReports } from './merge-reports.ts';
import { cellsOf } from './mutant-lines.ts';
import type { MutantsReport } from './mutant-results.ts';
import { countMutants, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import { texts as said } from '../text/texts.ts';

const { errors } = said.mutants;

const begin = '<!-- mutants:begin -->';
const end = '<!-- mutants:end -->';

/** The words around the numbers, in each language. */
const texts = {
  en: {
    page: 'mutants/RESULTS.md', readme: 'README.md',
    intro: [
      '# Mutation score',
      'Written by `npm run mutants -- --results`. What a mutant is: [README.md](README.md). 日本語: [RESULTS.ja.md](RESULTS.ja.md)',
      '*Killed*: a test failed; *slow* where only a deadline ended it. *Survived*: no test failed. *Rejected*: the API server refused the manifest, and the message names file, line and field. *Equivalent*: nobody can see a difference, for the reason given below. *Error*: the harness broke, or a measurement was not fit to judge. Score = killed / (killed + survived).',
    ],
    more: ' Tables: [mutants/RESULTS.md](mutants/RESULTS.md).',
    head: ['killed', 'slow', 'survived', 'rejected', 'equivalent', 'error', 'score', 'names the field'],
    lesson: 'lesson', category: 'category', all: 'all', equivalents: 'Equivalent, with the reason', survivors: 'Survived',
    neutral: ({ passed, total }: MutantsReport['neutral']) => `Neutral changes: ${passed} of ${total} passed.`,
    sum: (r: MutantsReport) => `Score **${percent(r.score)}**: ${countMutants(r.mutants).killed} of ${countMutants(r.mutants).killed + countMutants(r.mutants).survived} mutants killed; ${percent(r.named)} of the failures name object and field; ${secondsEach(r).toFixed(1)} s per mutant (${r.startedAt.slice(0, 10)}).`,
  },
  ja: {
    page: 'mutants/RESULTS.ja.md', readme: 'README.ja.md',
    intro: [
      '# ミューテーションスコア',
      '`npm run mutants -- --results` が生成します。ミュータントの説明: [README.md](README.md)(英語)。English: [RESULTS.md](RESULTS.md)',
      '「検出」はテストが失敗したもので、そのうち待ち時間の上限で終わったものが「低速」です。「見逃し」はどのテストも失敗しなかったものです。「拒否」は API サーバーがマニフェストを受け付けなかったもので、メッセージはファイル、行、フィールドを示します。「等価」は違いが誰にも見えないもので、理由を下に示します(英語)。「エラー」はハーネスの不具合か、判定できない計測です。スコア = 検出 / (検出 + 見逃し)。',
    ],
    more: '表: [mutants/RESULTS.ja.md](mutants/RESULTS.ja.md)',
    head: ['検出', '低速', '見逃し', '拒否', '等価', 'エラー', 'スコア', 'フィールド名を表示'],
    lesson: 'レッスン', category: '分類', all: '合計', equivalents: '等価なミュータントとその理由', survivors: '見逃したミュータント',
    neutral: ({ passed, total }: MutantsReport['neutral']) => `影響のないはずの変更: ${total} 件のうち ${passed} 件が合格。`,
    sum: (r: MutantsReport) => `スコア **${percent(r.score)}**: ミュータント ${countMutants(r.mutants).killed + countMutants(r.mutants).survived} 個のうち ${countMutants(r.mutants).killed} 個を検出。失敗メッセージの ${percent(r.named)} がオブジェクトとフィールドを示します。1 個あたり ${secondsEach(r).toFixed(1)} 秒(${r.startedAt.slice(0, 10)})。`,
  },
} as const;

/** The language of a page of results. */
export type ResultsLanguage = keyof typeof texts;
type Words = (typeof texts)[ResultsLanguage];

/**
 * Writes what was found (of a run, or of its parts in folders below) into `mutants/RESULTS.md` and its Japanese sibling, and the score
 * into both READMEs, between their marks; returns the files. Throws {@link EnvironmentError} when there is no report, or a README has no marks.
 */
export function writeResults(reportDir: string, checkout: string): string[] {
  const report = readReports(reportDir);
  const languages = Object.keys(texts) as ResultsLanguage[];
  const readmes = languages.map((language) => {
    const { readme } = texts[language];
    return [readme, withScore(readFileSync(join(checkout, readme), 'utf8'), report, language)] as const;
  });
  const pages = languages.map((language) => [texts[language].page, resultsPage(report, language)] as const);
  return [...pages, ...readmes].map(([file, text]) => {
    writeFileSync(join(checkout, file), text);
    return file;
  });
}

/** A README's text with this report's score between its marks. Throws {@link EnvironmentError} when it has none. */
export function withScore(readme: string, report: MutantsReport, language: ResultsLanguage = 'en'): string {
  const words = texts[language];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new EnvironmentError(words.readme, errors.noMarks(begin, end), errors.putMarks);
  return `${readme.slice(0, from + begin.length)}\n${words.sum(report)}${words.more}\n${readme.slice(to)}`;
}

/** Markdown: the sum, the tables, what survived, and the equivalents folded away. */
export function resultsPage(report: MutantsReport, language: ResultsLanguage = 'en'): string {
  const words = texts[language];
  const { mutants } = report;
  const survivors = mutants.filter(({ status }) => status === 'survived');
  const equivalents = mutants.filter(({ status }) => status === 'equivalent');
  const reasons = [...Map.groupBy(equivalents, ({ reason }) => reason ?? '')];
  return `${[
    ...words.intro,
    words.sum(report),
    table(words, words.lesson, [...rowsBy(mutants, 'lesson'), rowOf(words.all, mutants)]),
    table(words, words.category, rowsBy(mutants, 'category')),
    ...(survivors.length === 0 ? [] : [`${words.survivors}:`, survivors.map(({ id, standsFor }) => `- \`${id}\`: ${standsFor}`).join('\n')]),
    ...(report.neutral.total === 0 ? [] : [words.neutral(report.neutral)]),
    ...(reasons.length === 0 ? [] : [`<details><summary>${words.equivalents} (${equivalents.length})</summary>`, reasons.map(([reason, own]) => `- ${reason}\n  ${own.map(({ id }) => `\`${id}\``).join(', ')}`).join('\n'), '</details>']),
  ].join('\n\n')}\n`;
}

function table(words: Words, what: string, rows: readonly Row[]): string {
  const head = [what, ...words.head];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
