import { wrongCase } from '../corpus/case-lines.ts';
import type { CorpusCase, CorpusResult } from '../corpus/corpus-case.ts';
import { explainedCounts } from '../explained-variant.ts';
import { byBehaviour, type Mutant, type NamedVariant } from '../mutant.ts';
import type { MutantResult, MutantsReport } from '../mutant-results.ts';
import type { NeutralChange } from '../neutral/neutral-change.ts';
import { tally } from '../summary.ts';
import { defined } from '../../values/defined.ts';
import { idsOf, knownResults, oldestFirst, type Dated } from './known-results.ts';
import type { CausesScore, CorpusScore, LessonScores, MutantScore, NeutralScore, Scores, State } from './scores.ts';

/** Everything that there is of these lessons. */
export interface Variants {
  mutants: readonly Mutant[];
  neutral: readonly NeutralChange[];
  cases: readonly CorpusCase[];
}

export type Kind = keyof LessonScores;

/** Of what a lesson has of a kind, some has been run and some not. */
export interface PartlyRun {
  lesson: string;
  kind: Kind;
  run: number;
  total: number;
}

/** What has been run of lessons as a whole: only that is a score. */
export function wholeLessons(reports: readonly MutantsReport[], { mutants, neutral, cases }: Variants): { scores: Scores; partly: PartlyRun[] } {
  const known = knownResults(reports);
  const partly: PartlyRun[] = [];
  const lessons: Record<string, LessonScores> = {};
  const whole = <R extends { id: string }>(kind: Kind, variants: readonly NamedVariant[], runs: ReadonlyMap<string, Dated<R>>, score: (own: readonly R[], state: State) => LessonScores[Kind]): void => {
    for (const [lesson, own] of Map.groupBy(variants, (variant) => variant.lesson)) {
      const found = own.flatMap(({ fullId }) => runs.get(fullId) ?? []);
      // One result may stand for several changes that fail together and none by itself.
      const results = [...new Set(found.map(({ result }) => result))];
      if (found.length === own.length) lessons[lesson] = { ...lessons[lesson], [kind]: score(results, stateOf(found.map(({ report }) => report))) };
      else if (found.length > 0) partly.push({ lesson, kind, run: found.length, total: own.length });
    }
  };
  whole('mutants', toRun(mutants), known.mutants, mutantScore);
  whole('behaviour', toRun(mutants.map(byBehaviour)), known.behaviour, mutantScore);
  whole('neutral', neutral, known.neutral, neutralScore);
  whole('corpus', cases, known.corpus, corpusScore);
  whole('causes', cases.filter(({ passes }) => !passes), known.causes, causesScore);
  const lookedFor = oldestFirst(reports).findLast(({ withoutWritten, explained }) => withoutWritten !== true && explained !== undefined);
  const counts = lookedFor === undefined ? undefined : explainedCounts(lookedFor.mutants);
  const explained = lookedFor === undefined || counts === undefined ? undefined : { ...stateOf([lookedFor]), ...counts };
  return { scores: { schema: 1, lessons, ...defined({ explained }) }, partly };
}

function toRun(mutants: readonly Mutant[]): Mutant[] {
  return mutants.filter(({ equivalent }) => equivalent === undefined);
}

function stateOf(all: readonly MutantsReport[]): State {
  const reports = oldestFirst([...new Set(all)]);
  return { day: reports.map(dayOf).at(-1) ?? '', revisions: revisionsOf(reports) };
}

function dayOf({ startedAt }: MutantsReport): string {
  return startedAt.slice(0, 10);
}

function revisionsOf(reports: readonly MutantsReport[]): string[] {
  return [...new Set(reports.flatMap(({ revision = '' }) => (revision === '' ? [] : [revision])))];
}

function mutantScore(own: readonly MutantResult[], state: State): MutantScore {
  return {
    ...state,
    seconds: Math.round(own.reduce((sum, { durationMs }) => sum + durationMs, 0) / own.length / 100) / 10,
    categories: sorted(Map.groupBy(own, ({ category }) => category), tally),
    survived: own.flatMap(({ id, status, standsFor }) => (status === 'survived' ? [{ id, standsFor }] : [])),
  };
}

function neutralScore(own: readonly MutantsReport['neutral']['changes'][number][], state: State): NeutralScore {
  const made = own.filter(({ source }) => source === 'operator').flatMap(idsOf);
  return {
    ...state,
    categories: sorted(Map.groupBy(own, ({ category }) => category), (changes) => ({ passed: changes.filter(({ status }) => status === 'passed').length, total: changes.length })),
    made: made.length,
    // The operator stands at the end of the id.
    operators: [...new Set(made.map((id) => id.split('--').at(-1) ?? ''))].sort(),
    failed: own.flatMap(({ id, status, by = '', message = '' }) => (status === 'passed' ? [] : [{ id, by, message }])),
  };
}

function corpusScore(own: readonly CorpusResult[], state: State): CorpusScore {
  const mistakes = own.filter(({ passes }) => !passes);
  const right = own.filter(({ status }) => status === 'right');
  return {
    ...state, right: right.length, total: own.length, mistakes: mistakes.length, named: mistakes.filter(({ namesField }) => namesField === true).length,
    wrong: own.filter(({ status }) => status !== 'right').map(wrongCase),
  };
}

function causesScore(own: readonly CorpusResult[], state: State): CausesScore {
  const lookedFor = own.flatMap(({ id, explained }) => (explained === undefined ? [] : [{ id, ...explained }]));
  return {
    ...state, found: lookedFor.filter(({ found }) => found).length, tookMs: lookedFor.map(({ durationMs }) => durationMs).sort((a, b) => a - b),
    missed: lookedFor.flatMap(({ id, found, verdict, causes }) => (found ? [] : [`${id}: ${[verdict, ...causes].join(', ')}`])),
  };
}

function sorted<T, S>(groups: ReadonlyMap<string, T[]>, sum: (own: readonly T[]) => S): Record<string, S> {
  return Object.fromEntries([...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, own]) => [name, sum(own)]));
}
