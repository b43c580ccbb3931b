import type { Level } from '../../verdict/level.ts';
import { explainedCounts, type ExplainedCounts, type ExplainedVariant } from '../explained-variant.ts';
import { defined } from '../../values/defined.ts';
import type { Variant } from '../mutant.ts';

/** What somebody really did, put into our own manifests: a mistake, or an unusual answer that is right. */
export interface CorpusCase extends Variant {
  /** Public address of the report. */
  source: string;
  /**
   * Whether all tests of the level must pass. A mistake of the level `production` keeps the promise, and fails a production test; one
   * of the level `promise` fails a test of the promise.
   */
  passes: boolean;
  level: Level;
  /** The field at fault, as a failure may name it: one of these must be in its text. Empty when the case passes. */
  names: string[];
}

/** Tells a case from the other variants. */
export function isCase(variant: Variant): variant is CorpusCase {
  return 'passes' in variant;
}

/** What became of a case, as `mutants.json` has it. */
export interface CorpusResult {
  /** `<lesson>/<id>`. */
  id: string;
  lesson: string;
  source: string;
  /** What had to come. */
  passes: boolean;
  level: Level;
  /** `right`: it came; `wrong`: a mistake went unnoticed or broke more than it should, or a right answer was refused. */
  status: 'right' | 'wrong' | 'error';
  /** Title of the test that failed; empty when none did. */
  by: string;
  /** What a learner reads, in one line. */
  message: string;
  /** Whether that names the field at fault; absent where nothing had to fail. */
  namesField?: boolean;
  /** What `--explain` has found; absent: nobody asked, or nothing failed as it must. */
  explained?: ExplainedVariant;
  durationMs: number;
  /** From the lesson's start to the failure; absent when none came. */
  failedAfterMs?: number;
  /** What was done, in our words. */
  mistake: string;
  /** Why it is wrong, or could not be judged. */
  reason?: string;
}

/** The cases of a run, and how many came out as they should. `named`: share of the mistakes whose field was named; null when there is none. */
export interface CorpusCounts {
  right: number;
  total: number;
  named: number | null;
  /** Of the mistakes; absent: nobody asked. */
  explained?: ExplainedCounts;
  cases: CorpusResult[];
}

/** The sums of these results. */
export function corpusCounts(cases: readonly CorpusResult[]): CorpusCounts {
  const mistakes = cases.filter(({ passes }) => !passes);
  return {
    right: cases.filter(({ status }) => status === 'right').length, total: cases.length,
    named: mistakes.length === 0 ? null : mistakes.filter(({ namesField }) => namesField === true).length / mistakes.length,
    ...defined({ explained: explainedCounts(cases) }),
    cases: cases.toSorted((a, b) => a.id.localeCompare(b.id)),
  };
}
