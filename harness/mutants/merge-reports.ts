import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { ExitCode } from '../verdict/results.ts';
import { corpusCounts } from './corpus/corpus-case.ts';
import type { MutantsReport } from './mutant-results.ts';
import { neutralCounts } from './neutral/neutral-counts.ts';
import { defined } from '../values/defined.ts';
import { explainedCounts } from './explained-variant.ts';
import { namedShare, namedWithDifferenceShare, scoreOf } from './summary.ts';
import { texts } from '../text/texts.ts';

/** What runs have found: with all tests, and, where that was tried, by behaviour alone. */
export interface AllReports {
  all: MutantsReport;
  byBehaviour?: MutantsReport;
}

/** The reports in a folder: its own `mutants.json` and those one folder below, as the parts of a run leave them. Throws {@link EnvironmentError}. */
export function readReports(folder: string): AllReports {
  const below = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)) : [];
  const files = [folder, ...below].map((each) => join(each, 'mutants.json')).filter((file) => existsSync(file));
  if (files.length === 0) throw new EnvironmentError('--results', texts.mutants.errors.noReport(folder), texts.mutants.errors.runFirst);
  const reports = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as MutantsReport);
  const byBehaviour = reports.filter(({ withoutWritten }) => withoutWritten === true);
  const all = mergeReports(reports.filter(({ withoutWritten }) => withoutWritten !== true));
  return byBehaviour.length === 0 ? { all } : { all, byBehaviour: mergeReports(byBehaviour) };
}

/** Several runs as one: of a mutant that ran more than once the latest result counts. Times are added up. */
export function mergeReports(reports: readonly MutantsReport[]): MutantsReport {
  const inOrder = reports.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const latest = new Map(inOrder.flatMap(({ mutants }) => mutants).filter(({ durationMs }) => durationMs > 0).map((mutant) => [mutant.id, mutant]));
  for (const mutant of inOrder.flatMap(({ mutants }) => mutants)) if (!latest.has(mutant.id)) latest.set(mutant.id, mutant);
  const mutants = [...latest.values()].sort((a, b) => a.id.localeCompare(b.id));
  const neutral = new Map(inOrder.flatMap((report) => report.neutral.changes).map((change) => [change.id, change]));
  const corpus = new Map(inOrder.flatMap((report) => report.corpus?.cases ?? []).map((one) => [one.id, one]));
  return {
    schema: 1, startedAt: inOrder.at(-1)?.startedAt ?? '', durationMs: inOrder.reduce((sum, { durationMs }) => sum + durationMs, 0),
    exitCode: Math.max(0, ...inOrder.map(({ exitCode }) => exitCode)) as ExitCode, seed: inOrder.at(-1)?.seed ?? '', score: scoreOf(mutants), named: namedShare(mutants), ...defined({ namedWithDifference: namedWithDifferenceShare(mutants), explained: explainedCounts(mutants) }),
    neutral: neutralCounts([...neutral.values()]), ...(corpus.size === 0 ? {} : { corpus: corpusCounts([...corpus.values()]) }), mutants, errors: inOrder.flatMap(({ errors }) => errors), leftovers: inOrder.flatMap(({ leftovers }) => leftovers),
  };
}
