import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { countsOf, type ExplainedCounts } from '../explained-variant.ts';
import type { Mutant } from '../mutant.ts';
import { cellsOf } from '../mutant-lines.ts';
import { percent, rowOfTally, shareKilled, shareNamed, sumOf, tally, type Row, type Tally } from '../summary.ts';
import type { CausesScore, CorpusScore, LessonScores, MutantScore, NeutralScore, Scores, State } from './scores.ts';

const t = texts.mutationResults;

/** What is kept, and all mutants that there are: nobody can see some of them, which the page says with the reason. */
export interface Results {
  scores: Scores;
  mutants: readonly Mutant[];
}

/** What is known of a kind, lesson by lesson. */
type ByLesson<S> = readonly (readonly [string, S])[];

/** The two scores, sensitivity and specificity, a line each: what the READMEs say. */
export function resultSums(results: Results): Text[] {
  return [mutantsSum(results), neutralSum(results)].filter((sum) => sum !== undefined);
}

/** Markdown: sums and tables of mutants, of mutants by behaviour alone, of what must not matter and of the corpus. */
export function resultsPage(results: Results, language: Language): string {
  const parts = [t.intro, ...sensitivity(results, language), ...byBehaviour(results, language), ...specificity(results, language), ...corpusPart(results, language)];
  return `${parts.map((part) => (typeof part === 'string' ? part : part[language])).join('\n\n')}\n`;
}

type Part = string | Text;

function sensitivity(results: Results, language: Language): Part[] {
  const sum = mutantsSum(results);
  if (sum === undefined) return [];
  const scores = kept(results.scores, 'mutants');
  return [
    t.sensitivity, t.legend, sum, t.seconds(secondsEach(scores)), ...scoreTables(scores, results.mutants, language),
    t.withDifference(percent(namedWithDifference(total(scores)))),
    ...causes(results.scores.explained),
    ...survivors(scores), ...reasons(t.equivalents, among(scores, results.mutants), ({ equivalent }) => equivalent, language),
  ];
}

function byBehaviour(results: Results, language: Language): Part[] {
  const sum = behaviourSum(results);
  if (sum === undefined) return [];
  const scores = kept(results.scores, 'behaviour');
  return [t.behaviour, t.behaviourIntro, sum, ...scoreTables(scores, results.mutants, language, true), ...survivors(scores), ...reasons(t.unseen, among(scores, results.mutants).filter(isUnseen), ({ unseen }) => unseen, language)];
}

function specificity(results: Results, language: Language): Part[] {
  const sum = neutralSum(results);
  if (sum === undefined) return [];
  const scores = kept(results.scores, 'neutral');
  const counts = (of: readonly { passed: number; total: number }[]): string[] => [of.reduce((all, { passed }) => all + passed, 0), of.reduce((all, each) => all + each.total, 0)].map(String);
  const categories = Map.groupBy(scores.flatMap(([, score]) => Object.entries(score.categories)), ([category]) => category);
  const all = [t.all[language], ...counts(scores.flatMap(([, score]) => Object.values(score.categories)))];
  const heads = [t.heads.passed, t.heads.total].map((head) => head[language]);
  const failed = scores.flatMap(([, score]) => score.failed);
  return [
    t.specificity, t.specificityIntro, sum, t.operators(scores.reduce((count, [, { made }]) => count + made, 0), new Set(scores.flatMap(([, score]) => score.operators)).size),
    markdown([[t.lesson[language], ...heads, ...stateHeads(language)], ...scores.map(([lesson, score]) => [lesson, ...counts(Object.values(score.categories)), ...stateCells(score)]), [...all, '', '']]),
    markdown([[t.category[language], ...heads], ...[...categories].sort(([a], [b]) => a.localeCompare(b)).map(([category, own]) => [category, ...counts(own.map(([, each]) => each))])]),
    ...(failed.length === 0 ? [] : [t.failed, failed.map(({ id, by, message }) => `- \`${id}\`: "${by}": ${message}`).join('\n')]),
  ];
}

function corpusPart(results: Results, language: Language): Part[] {
  const sum = corpusSum(results);
  if (sum === undefined) return [];
  const scores = kept(results.scores, 'corpus');
  const wrong = scores.flatMap(([, score]) => score.wrong);
  const rows = scores.map(([lesson, score]) => [lesson, String(score.right), String(score.total), ...stateCells(score)]);
  return [
    t.corpus, sum, markdown([[t.lesson, t.heads.right, t.heads.total].map((head) => head[language]).concat(stateHeads(language)), ...rows]),
    ...(wrong.length === 0 ? [] : [t.wrongCases, wrong.map((one) => `- ${one}`).join('\n')]),
    ...corpusCauses(results),
  ];
}

/** What `--explain` has proved of the mistakes in the corpus, and what it has not. */
function corpusCauses(results: Results): Part[] {
  const scores = kept(results.scores, 'causes').map(([, score]) => score);
  const counts = countsOf(scores.reduce((sum, { found }) => sum + found, 0), scores.flatMap(({ tookMs }) => tookMs));
  if (counts === undefined) return [];
  const missed = scores.flatMap((score) => score.missed);
  return [...causes(counts), t.causesIn(scores.length, lessonsOf(results)), ...(missed.length === 0 ? [] : [t.missedCauses, missed.map((one) => `- ${one}`).join('\n')])];
}

/** What `--explain` has proved, where it was asked for. */
function causes(explained: ExplainedCounts | undefined): Text[] {
  const inSeconds = (ms: number): string => (ms / 1000).toFixed(0);
  return explained === undefined ? [] : [t.causes(explained.found, explained.total, inSeconds(explained.medianMs), inSeconds(explained.longestMs))];
}

function mutantsSum(results: Results): Text | undefined {
  const scores = kept(results.scores, 'mutants');
  return scores.length === 0 ? undefined : t.sum({ ...numbersOf(scores), lessons: scores.length, of: lessonsOf(results) });
}

function behaviourSum(results: Results): Text | undefined {
  const scores = kept(results.scores, 'behaviour');
  return scores.length === 0 ? undefined : t.behaviourSum({ ...numbersOf(scores), lessons: scores.length, of: lessonsOf(results), unseen: among(scores, results.mutants).filter(isUnseen).length });
}

function neutralSum(results: Results): Text | undefined {
  const scores = kept(results.scores, 'neutral');
  if (scores.length === 0) return undefined;
  const all = scores.flatMap(([, { categories }]) => Object.values(categories));
  const [passed, sum] = [all.reduce((count, each) => count + each.passed, 0), all.reduce((count, each) => count + each.total, 0)];
  return t.neutral({ share: percent(passed / sum), passed, total: sum, lessons: scores.length, of: lessonsOf(results) });
}

function corpusSum({ scores }: Results): Text | undefined {
  const all = kept(scores, 'corpus').map(([, score]) => score);
  if (all.length === 0) return undefined;
  const count = (of: (score: CorpusScore) => number): number => all.reduce((sum, score) => sum + of(score), 0);
  const mistakes = count((score) => score.mistakes);
  return t.corpusSum({ right: count(({ right }) => right), total: count((score) => score.total), named: percent(mistakes === 0 ? null : count(({ named }) => named) / mistakes) });
}

function kept(scores: Scores, kind: 'mutants' | 'behaviour'): ByLesson<MutantScore>;
function kept(scores: Scores, kind: 'neutral'): ByLesson<NeutralScore>;
function kept(scores: Scores, kind: 'corpus'): ByLesson<CorpusScore>;
function kept(scores: Scores, kind: 'causes'): ByLesson<CausesScore>;
function kept({ lessons }: Scores, kind: keyof LessonScores): ByLesson<NonNullable<LessonScores[keyof LessonScores]>> {
  return Object.entries(lessons).sort(([a], [b]) => a.localeCompare(b)).flatMap(([lesson, { [kind]: score }]) => (score === undefined ? [] : [[lesson, score] as const]));
}

function lessonsOf({ mutants }: Results): number {
  return new Set(mutants.map(({ lesson }) => lesson)).size;
}

function total(scores: ByLesson<MutantScore>): Tally {
  return sumOf(scores.flatMap(([, { categories }]) => Object.values(categories)));
}

function numbersOf(scores: ByLesson<MutantScore>) {
  const counts = total(scores);
  return { score: percent(shareKilled(counts)), killed: counts.killed, judged: counts.killed + counts.survived, named: percent(shareNamed(counts, counts.named)) };
}

/** Mean of a mutant's run. */
function secondsEach(scores: ByLesson<MutantScore>): string {
  const all = scores.map(([, score]) => ({ runs: counted(score), seconds: score.seconds }));
  return (all.reduce((sum, { runs, seconds }) => sum + runs * seconds, 0) / Math.max(1, all.reduce((sum, { runs }) => sum + runs, 0))).toFixed(1);
}

function counted({ categories }: MutantScore): number {
  return Object.values(categories).reduce((sum, { killed, survived, rejected, error }) => sum + killed + survived + rejected + error, 0);
}

function namedWithDifference(counts: Tally): number | null {
  return shareNamed(counts, counts.namedWithDifference);
}

/** Of the lessons that have a score. */
function among(scores: ByLesson<MutantScore>, mutants: readonly Mutant[]): Mutant[] {
  const lessons = new Set(scores.map(([lesson]) => lesson));
  return mutants.filter(({ lesson }) => lessons.has(lesson));
}

function isUnseen({ equivalent, unseen }: Mutant): boolean {
  return equivalent === undefined && unseen !== undefined;
}

/** By lesson, with the state of each, and by category. */
function scoreTables(scores: ByLesson<MutantScore>, mutants: readonly Mutant[], language: Language, withUnseen = false): string[] {
  const { killed, slow, survived, rejected, equivalent, unseen, error, score, named } = t.heads;
  const heads = [killed, slow, survived, rejected, equivalent, ...(withUnseen ? [unseen] : []), error, score, named].map((head) => head[language]);
  const own = among(scores, mutants);
  const unrun = (of: readonly Mutant[]): Tally => ({ ...tally([]), equivalent: of.filter((each) => each.equivalent !== undefined).length, unseen: withUnseen ? of.filter(isUnseen).length : 0 });
  const row = (name: string, tallies: readonly Tally[], of: readonly Mutant[]): Row => rowOfTally(name, sumOf([...tallies, unrun(of)]));
  const byLesson = scores.map(([lesson, each]) => [...cellsOf(row(lesson, Object.values(each.categories), own.filter((mutant) => mutant.lesson === lesson)), withUnseen), ...stateCells(each)]);
  const categories = [...new Set([...scores.flatMap(([, each]) => Object.keys(each.categories)), ...own.map(({ category }) => category)])].sort();
  const ofCategory = (category: string): Row => row(category, scores.flatMap(([, each]) => each.categories[category] ?? []), own.filter((mutant) => mutant.category === category));
  return [
    markdown([[t.lesson[language], ...heads, ...stateHeads(language)], ...byLesson, [...cellsOf(row(t.all[language], scores.flatMap(([, each]) => Object.values(each.categories)), own), withUnseen), '', '']]),
    markdown([[t.category[language], ...heads], ...categories.map((category) => cellsOf(ofCategory(category), withUnseen))]),
  ];
}

function stateHeads(language: Language): string[] {
  return [t.heads.day, t.heads.revisions].map((head) => head[language]);
}

/** More than two commits: the first and the last that was judged. */
function stateCells({ day, revisions }: State): string[] {
  return [day, revisions.length > 2 ? `${revisions[0] ?? ''} … ${revisions.at(-1) ?? ''}` : revisions.join(', ')];
}

function survivors(scores: ByLesson<MutantScore>): Part[] {
  const survived = scores.flatMap(([, score]) => score.survived);
  return survived.length === 0 ? [] : [t.survivors, survived.map(({ id, standsFor }) => `- \`${id}\`: ${standsFor}`).join('\n')];
}

/** Folded away: each reason, with how many mutants of which lessons it stands for. */
function reasons(title: Text, mutants: readonly Mutant[], reasonOf: (mutant: Mutant) => string | undefined, language: Language): Part[] {
  const own = mutants.flatMap((mutant) => { const reason = reasonOf(mutant); return reason === undefined ? [] : [{ reason, lesson: mutant.lesson.slice(0, 2) }]; });
  if (own.length === 0) return [];
  const inLessons = (of: readonly { lesson: string }[]): string => [...Map.groupBy(of, ({ lesson }) => lesson)].map(([lesson, { length }]) => `${lesson}: ${length}`).join(', ');
  return [
    `<details><summary>${title[language]} (${own.length})</summary>`,
    [...Map.groupBy(own, ({ reason }) => reason)].map(([reason, of]) => `- ${reason} (${inLessons(of)})`).join('\n'), '</details>',
  ];
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
