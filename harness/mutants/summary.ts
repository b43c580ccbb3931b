import type { ExitCode } from '../verdict/results.ts';
import { corpusCounts } from './corpus/corpus-case.ts';
import type { MutantResult, MutantsReport, MutantStatus } from './mutant-results.ts';

export type Counts = Record<MutantStatus, number> & { slow: number };

export function countMutants(mutants: readonly MutantResult[]): Counts {
  const counts: Counts = { killed: 0, survived: 0, rejected: 0, equivalent: 0, unseen: 0, error: 0, slow: 0 };
  for (const { status, slow } of mutants) {
    counts[status] += 1;
    if (slow) counts.slow += 1;
  }
  return counts;
}

/** The counts of results, and how many of the failures (killed and rejected) were told by what was changed. */
export type Tally = Counts & {
  /** Their text names object and field. */
  named: number;
  /** The same, where the first difference that is told with a failure counts as well. */
  namedWithDifference: number;
};

export function tally(mutants: readonly MutantResult[]): Tally {
  const failures = mutants.filter(({ status }) => status === 'killed' || status === 'rejected');
  return {
    ...countMutants(mutants), named: failures.filter(({ namesField }) => namesField).length,
    namedWithDifference: failures.filter(({ namesField, namesFieldByDifference }) => namesField || namesFieldByDifference === true).length,
  };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = tally([]);
  for (const each of tallies) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += each[key];
  return sum;
}

/** killed / (killed + survived); null when there is neither. */
export function shareKilled({ killed, survived }: Pick<Counts, 'killed' | 'survived'>): number | null {
  return killed + survived === 0 ? null : killed / (killed + survived);
}

/** Share of the failures; null when nothing failed. */
export function shareNamed({ killed, rejected }: Pick<Counts, 'killed' | 'rejected'>, named: number): number | null {
  return killed + rejected === 0 ? null : named / (killed + rejected);
}

/** @see shareKilled */
export function scoreOf(mutants: readonly MutantResult[]): number | null {
  return shareKilled(countMutants(mutants));
}

/** Share of the failures whose text names object and field; null when nothing failed. */
export function namedShare(mutants: readonly MutantResult[]): number | null {
  const counts = tally(mutants);
  return shareNamed(counts, counts.named);
}

/** The same, where the first difference that is told with a failure counts as well. */
export function namedWithDifferenceShare(mutants: readonly MutantResult[]): number | null {
  const counts = tally(mutants);
  return shareNamed(counts, counts.namedWithDifference);
}

/** 130 interrupted, before 2 something could not be judged or is left over, before 1 something survived that should not, or fell. */
export function mutantsExitCode(report: Pick<MutantsReport, 'mutants' | 'neutral' | 'corpus' | 'errors' | 'leftovers'>, interrupted: boolean): ExitCode {
  if (interrupted) return 130;
  const { mutants, neutral, corpus = corpusCounts([]) } = report;
  if (report.errors.length > 0 || report.leftovers.length > 0 || [...mutants, ...corpus.cases].some(({ status }) => status === 'error')) return 2;
  return mutants.some(isBad) || [...mutants, ...corpus.cases].some(({ explained }) => explained?.found === false) || neutral.failed.length > 0 || corpus.right < corpus.total ? 1 : 0;
}

/** A mutant that nobody noticed, or one that was noticed though its author says that nobody can. */
export function isBad({ status, reason }: MutantResult): boolean {
  return status === 'survived' || ((status === 'killed' || status === 'rejected') && reason !== undefined);
}

/** One row of the table: a lesson, a category, or all. */
export interface Row {
  name: string;
  counts: Counts;
  score: number | null;
  named: number | null;
}

export function rowsBy(mutants: readonly MutantResult[], key: 'lesson' | 'category'): Row[] {
  return [...Map.groupBy(mutants, (mutant) => mutant[key])].map(([name, own]) => rowOf(name, own)).sort((a, b) => a.name.localeCompare(b.name));
}

export function rowOf(name: string, mutants: readonly MutantResult[]): Row {
  return rowOfTally(name, tally(mutants));
}

export function rowOfTally(name: string, counts: Tally): Row {
  return { name, counts, score: shareKilled(counts), named: shareNamed(counts, counts.named) };
}

/** `98.5 %`; `–` for nothing. */
export function percent(share: number | null): string {
  // Rounded down: one that survived must show.
  return share === null ? '–' : `${Math.floor(share * 1000) / 10} %`;
}

/** Mean of the seconds that the run took for each variant that it has run. */
export function secondsEach({ durationMs, mutants, neutral, corpus }: Pick<MutantsReport, 'durationMs' | 'mutants' | 'neutral' | 'corpus'>): number {
  return durationMs / 1000 / Math.max(1, mutants.filter((mutant) => mutant.durationMs > 0).length + neutral.total + (corpus?.total ?? 0));
}
