import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { readReports, type AllReports } from './merge-reports.ts';
import { wrongCase } from './corpus/case-lines.ts';
import type { CorpusCounts } from './corpus/corpus-case.ts';
import type { ExplainedCounts } from './explained-variant.ts';
import { cellsOf } from './mutant-lines.ts';
import type { MutantResult, MutantsReport, NeutralResult } from './mutant-results.ts';
import { countMutants, namedWithDifferenceShare, percent, rowOf, rowsBy, secondsEach, type Row } from './summary.ts';
import type { Language, Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const { errors } = texts.mutants;
const t = texts.mutationResults;

const begin = '<!-- mutants:begin -->';
const end = '<!-- mutants:end -->';

const places = {
  en: { page: 'mutants/RESULTS.md', readme: 'README.md' },
  ja: { page: 'mutants/RESULTS.ja.md', readme: 'README.ja.md' },
} as const;

/**
 * Writes what was found (of a run, or of its parts in folders below) into `mutants/RESULTS.md` and its Japanese sibling, and the scores
 * into both READMEs, between their marks; returns the files. Throws {@link EnvironmentError} when there is no report, or a README has no marks.
 */
export function writeResults(reportDir: string, checkout: string): string[] {
  const reports = readReports(reportDir);
  const languages = Object.keys(places) as Language[];
  const readmes = languages.map((language) => {
    const { readme } = places[language];
    return [readme, withScore(readFileSync(join(checkout, readme), 'utf8'), reports, language)] as const;
  });
  const pages = languages.map((language) => [places[language].page, resultsPage(reports, language)] as const);
  return [...pages, ...readmes].map(([file, text]) => {
    writeFileSync(join(checkout, file), text);
    return file;
  });
}

/** A README's text with the scores between its marks. Throws {@link EnvironmentError} when it has none. */
export function withScore(readme: string, reports: AllReports, language: Language = 'en'): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new EnvironmentError(places[language].readme, errors.noMarks(begin, end), errors.putMarks);
  const sums = [mutantsSum, behaviourSum, neutralSum, corpusSum].flatMap((sum) => sum(reports) ?? []);
  return `${readme.slice(0, from + begin.length)}\n${[...sums, t.more].map((text) => text[language]).join('\n')}\n${readme.slice(to)}`;
}

/** Markdown: sums and tables of mutants, of mutants by behaviour alone, and of what must not matter. */
export function resultsPage(reports: AllReports, language: Language = 'en'): string {
  const parts = [[t.intro], sensitivity(reports.all, language), byBehaviour(reports.byBehaviour, language), specificity(reports.all, language), corpusPart(reports.all.corpus)];
  return `${parts.flat().map((part) => (typeof part === 'string' ? part : part[language])).join('\n\n')}\n`;
}

type Part = string | Text;

function sensitivity(report: MutantsReport, language: Language): Part[] {
  const { mutants } = report;
  const sum = mutantsSum({ all: report });
  if (sum === undefined) return [];
  return [
    t.sensitivity, t.legend, sum, table(t.lesson, [...rowsBy(mutants, 'lesson'), rowOf(t.all[language], mutants)], language), table(t.category, rowsBy(mutants, 'category'), language),
    ...causes(report), ...survivors(mutants), ...reasons(t.equivalents, mutants.filter(({ status }) => status === 'equivalent'), language),
  ];
}

function byBehaviour(report: MutantsReport | undefined, language: Language): Part[] {
  const sum = report === undefined ? undefined : behaviourSum({ byBehaviour: report });
  if (report === undefined || sum === undefined) return [];
  const { mutants } = report;
  return [
    t.behaviour, t.behaviourIntro, sum, table(t.lesson, [...rowsBy(mutants, 'lesson'), rowOf(t.all[language], mutants)], language, true),
    ...survivors(mutants), ...reasons(t.unseen, mutants.filter(({ status }) => status === 'unseen'), language),
  ];
}

function specificity(report: MutantsReport, language: Language): Part[] {
  const sum = neutralSum({ all: report });
  if (sum === undefined) return [];
  const { changes, failed } = report.neutral;
  return [
    t.specificity, t.specificityIntro, sum, neutralTable(t.lesson, changes, 'lesson', language), neutralTable(t.category, changes, 'category', language),
    ...(failed.length === 0 ? [] : [t.failed, failed.map(({ id, by, message }) => `- \`${id}\`: "${by}": ${message}`).join('\n')]),
  ];
}

function mutantsSum({ all }: Pick<AllReports, 'all'>): Text | undefined {
  return all.mutants.length === 0 ? undefined : t.sum(sumOf(all));
}

function behaviourSum({ byBehaviour: report }: Pick<AllReports, 'byBehaviour'>): Text | undefined {
  return report === undefined || report.mutants.length === 0 ? undefined : t.behaviourSum(sumOf(report), countMutants(report.mutants).unseen);
}

function neutralSum({ all: { neutral, startedAt } }: Pick<AllReports, 'all'>): Text | undefined {
  const { passed, total, changes } = neutral;
  if (total === 0) return undefined;
  const made = changes.filter(({ source }) => source === 'operator');
  // The operator stands at the end of the id.
  const operators = new Set(made.map(({ id }) => id.split('--').at(-1))).size;
  return t.neutral({ share: percent(passed / total), passed, total, made: made.length, operators, day: startedAt.slice(0, 10) });
}

function corpusSum({ all: { corpus } }: Pick<AllReports, 'all'>): Text | undefined {
  return corpus === undefined ? undefined : t.corpusSum({ right: corpus.right, total: corpus.total, named: percent(corpus.named) });
}

/** Real mistakes and unusual right answers, and those that came out wrong with what happened. */
function corpusPart(corpus: CorpusCounts | undefined): Part[] {
  if (corpus === undefined) return [];
  const wrong = corpus.cases.filter(({ status }) => status !== 'right');
  const sum = t.corpusSum({ right: corpus.right, total: corpus.total, named: percent(corpus.named) });
  return [t.corpus, sum, ...provedCauses(corpus.explained), ...(wrong.length === 0 ? [] : [t.wrongCases, wrong.map((one) => `- ${wrongCase(one)}`).join('\n')])];
}

function sumOf(report: MutantsReport) {
  const { killed, survived } = countMutants(report.mutants);
  return {
    score: percent(report.score), killed, judged: killed + survived, named: percent(report.named), seconds: secondsEach(report).toFixed(1), day: report.startedAt.slice(0, 10),
  };
}

/** How often the first difference from our own manifests names the field, and what `--explain` has proved. */
function causes({ mutants, explained }: MutantsReport): Part[] {
  return [t.withDifference(percent(namedWithDifferenceShare(mutants))), ...provedCauses(explained)];
}

function provedCauses(explained: ExplainedCounts | undefined): Part[] {
  const inSeconds = (ms: number): string => (ms / 1000).toFixed(0);
  return explained === undefined ? [] : [t.causes(explained.found, explained.total, inSeconds(explained.medianMs), inSeconds(explained.longestMs))];
}

function survivors(mutants: readonly MutantResult[]): Part[] {
  const survived = mutants.filter(({ status }) => status === 'survived');
  return survived.length === 0 ? [] : [t.survivors, survived.map(({ id, standsFor }) => `- \`${id}\`: ${standsFor}`).join('\n')];
}

/** Folded away: each reason with the mutants that it stands for. */
function reasons(title: Text, mutants: readonly MutantResult[], language: Language): Part[] {
  const byReason = [...Map.groupBy(mutants, ({ reason }) => reason ?? '')];
  if (byReason.length === 0) return [];
  return [
    `<details><summary>${title[language]} (${mutants.length})</summary>`,
    byReason.map(([reason, own]) => `- ${reason}\n  ${own.map(({ id }) => `\`${id}\``).join(', ')}`).join('\n'), '</details>',
  ];
}

function table(what: Text, rows: readonly Row[], language: Language, withUnseen = false): string {
  const { killed, slow, survived, rejected, equivalent, unseen, error, score, named } = t.heads;
  const heads = [what, killed, slow, survived, rejected, equivalent, ...(withUnseen ? [unseen] : []), error, score, named];
  return markdown([heads.map((head) => head[language]), ...rows.map((row) => cellsOf(row, withUnseen))]);
}

function neutralTable(what: Text, changes: readonly NeutralResult[], key: 'lesson' | 'category', language: Language): string {
  const rows = [...Map.groupBy(changes, (change) => change[key])].sort(([a], [b]) => a.localeCompare(b));
  const cells = [...rows, [t.all[language], changes] as const].map(([name, own]) => [name, String(own.filter(({ status }) => status === 'passed').length), String(own.length)]);
  return markdown([[what, t.heads.passed, t.heads.total].map((head) => head[language]), ...cells]);
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
