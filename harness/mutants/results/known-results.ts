import type { CorpusResult } from '../corpus/corpus-case.ts';
import type { MutantResult, MutantsReport, NeutralResult } from '../mutant-results.ts';

/** What became of a variant, and the report that says so. */
export interface Dated<R> {
  result: R;
  report: MutantsReport;
}

/** The newest result of each variant that was run, by its id. */
export interface KnownResults {
  mutants: ReadonlyMap<string, Dated<MutantResult>>;
  /** Without the tests of what is written. */
  behaviour: ReadonlyMap<string, Dated<MutantResult>>;
  neutral: ReadonlyMap<string, Dated<NeutralResult>>;
  corpus: ReadonlyMap<string, Dated<CorpusResult>>;
  /** Of runs that looked for causes, to the end: a later run that did not look for them says nothing of that. */
  causes: ReadonlyMap<string, Dated<CorpusResult>>;
}

/** How results of changes that fail together are named. */
const together = ' + ';

/** All that reports say, in whichever order they come. */
export function knownResults(reports: readonly MutantsReport[]): KnownResults {
  const inOrder = oldestFirst(reports);
  const all = inOrder.filter(({ withoutWritten }) => withoutWritten !== true);
  return {
    mutants: newest(all, mutantsRun),
    behaviour: newest(inOrder, (report) => mutantsRun(report).filter(([, result]) => report.withoutWritten === true || isJudgedByBehaviour(result))),
    neutral: newest(all, (report) => report.neutral.changes.flatMap((change) => idsOf(change).map((id) => [id, change] as const))),
    corpus: newest(all, casesRun),
    causes: newest(all.filter(({ corpus, exitCode }) => corpus?.explained !== undefined && exitCode !== 130), casesRun),
  };
}

/** Reports in the order in which their runs began. */
export function oldestFirst(reports: readonly MutantsReport[]): MutantsReport[] {
  return reports.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** The changes that a result is about: several that fail together and none by itself have one. */
export function idsOf({ id }: NeutralResult): string[] {
  return id.split(together);
}

/** What a test of what runs has noticed, what the API server has refused, and what no test has noticed, is so without the tests of what is written as well. */
function isJudgedByBehaviour({ status, byWritten, reason }: MutantResult): boolean {
  return status === 'rejected' || (status === 'killed' && byWritten !== true) || (status === 'survived' && reason === undefined);
}

function newest<R>(inOrder: readonly MutantsReport[], resultsOf: (report: MutantsReport) => readonly (readonly [string, R])[]): Map<string, Dated<R>> {
  return new Map(inOrder.flatMap((report) => resultsOf(report).map(([id, result]) => [id, { result, report }] as const)));
}

function casesRun({ corpus }: MutantsReport): (readonly [string, CorpusResult])[] {
  return (corpus?.cases ?? []).map((one) => [one.id, one] as const);
}

function mutantsRun({ mutants }: MutantsReport): (readonly [string, MutantResult])[] {
  return mutants.filter(({ durationMs }) => durationMs > 0).map((mutant) => [mutant.id, mutant] as const);
}
