import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { readReports } from './merge-reports.ts';
import { wrongCase } from './corpus/case-lines.ts';
import type { CorpusCounts } from './corpus/corpus-case.ts';
import { cellsOf } from './mutant-lines.ts';
import type { MutantsReport } from './mutant-results.ts';
import { countMutants, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import type { Language } from '../text/language.ts';
import { texts as said } from '../text/texts.ts';

const { errors } = said.mutants;

const begin = '<!-- mutants:begin -->';
const end = '<!-- mutants:end -->';

/** The numbers of a report, as they are written. `judged`: killed or survived. */
interface Sum {
  score: string;
  killed: number;
  judged: number;
  named: string;
  seconds: string;
  day: string;
}

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
    corpus: ({ right, total, named }: CorpusCounts) => `Corpus of real mistakes and unusual right answers: ${right} of ${total} cases came out as they must; ${percent(named)} of the mistakes name the field at fault.`,
    wrongCases: 'Cases of the corpus that came out wrong',
    sum: ({ score, killed, judged, named, seconds, day }: Sum) => `Score **${score}**: ${killed} of ${judged} mutants killed; ${named} of the failures name object and field; ${seconds} s per mutant (${day}).`,
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
    corpus: ({ right, total, named }: CorpusCounts) => `実際の間違いと珍しい正解のコーパス: 事例 ${total} 件中 ${right} 件が期待どおり。間違いの ${percent(named)} が該当フィールドを示します。`,
    wrongCases: '期待と異なったコーパスの事例',
    sum: ({ score, killed, judged, named, seconds, day }: Sum) => `スコア **${score}**: ミュータント ${judged} 個のうち ${killed} 個を検出。失敗メッセージの ${named} がオブジェクトとフィールドを示します。1 個あたり ${seconds} 秒(${day})。`,
  },
} as const;

type Words = (typeof texts)[Language];

/**
 * Writes what was found (of a run, or of its parts in folders below) into `mutants/RESULTS.md` and its Japanese sibling, and the score
 * into both READMEs, between their marks; returns the files. Throws {@link EnvironmentError} when there is no report, or a README has no marks.
 */
export function writeResults(reportDir: string, checkout: string): string[] {
  const report = readReports(reportDir);
  const languages = Object.keys(texts) as Language[];
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
export function withScore(readme: string, report: MutantsReport, language: Language = 'en'): string {
  const words = texts[language];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new EnvironmentError(words.readme, errors.noMarks(begin, end), errors.putMarks);
  return `${readme.slice(0, from + begin.length)}\n${words.sum(sumOf(report))}${words.more}\n${readme.slice(to)}`;
}

/** Markdown: the sum, the tables, what survived, and the equivalents folded away. */
export function resultsPage(report: MutantsReport, language: Language = 'en'): string {
  const words = texts[language];
  const { mutants } = report;
  const survivors = mutants.filter(({ status }) => status === 'survived');
  const equivalents = mutants.filter(({ status }) => status === 'equivalent');
  const reasons = [...Map.groupBy(equivalents, ({ reason }) => reason ?? '')];
  return `${[
    ...words.intro,
    words.sum(sumOf(report)),
    table(words, words.lesson, [...rowsBy(mutants, 'lesson'), rowOf(words.all, mutants)]),
    table(words, words.category, rowsBy(mutants, 'category')),
    ...(survivors.length === 0 ? [] : [`${words.survivors}:`, survivors.map(({ id, standsFor }) => `- \`${id}\`: ${standsFor}`).join('\n')]),
    ...(report.neutral.total === 0 ? [] : [words.neutral(report.neutral)]),
    ...(report.corpus === undefined ? [] : [words.corpus(report.corpus)]),
    ...wrongOnes(words, report.corpus),
    ...(reasons.length === 0 ? [] : [`<details><summary>${words.equivalents} (${equivalents.length})</summary>`, reasons.map(([reason, own]) => `- ${reason}\n  ${own.map(({ id }) => `\`${id}\``).join(', ')}`).join('\n'), '</details>']),
  ].join('\n\n')}\n`;
}

/** The cases that came out wrong, with what happened; nothing where there are none. */
function wrongOnes(words: Words, corpus: CorpusCounts | undefined): string[] {
  const wrong = corpus?.cases.filter(({ status }) => status !== 'right') ?? [];
  return wrong.length === 0 ? [] : [`${words.wrongCases}:`, wrong.map((one) => `- ${wrongCase(one)}`).join('\n')];
}

function sumOf(report: MutantsReport): Sum {
  const { killed, survived } = countMutants(report.mutants);
  return {
    score: percent(report.score), killed, judged: killed + survived, named: percent(report.named), seconds: secondsEach(report).toFixed(1), day: report.startedAt.slice(0, 10),
  };
}

function table(words: Words, what: string, rows: readonly Row[]): string {
  const head = [what, ...words.head];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
