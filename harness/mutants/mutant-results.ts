import type { CorpusCounts } from './corpus/corpus-case.ts';
import type { ExplainedCounts, ExplainedVariant } from './explained-variant.ts';
import type { ExitCode, Leftover, RunError } from '../verdict/results.ts';

/** The shape of `mutants.json`, schema 1. Other programs read it: additions only. */
export interface MutantsReport {
  schema: 1;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** The commit that was judged, in short, `-dirty` behind it where files differed; empty or absent: not known. */
  revision?: string;
  durationMs: number;
  exitCode: ExitCode;
  /** Present and true: the tests of what is written were left out. */
  withoutWritten?: true;
  /** Of the sample; present also where no sample was asked for. */
  seed: string;
  /** killed / (killed + survived), from 0 to 1; null when nothing of both ran. */
  score: number | null;
  /** Share of the failures (killed and rejected) that name object and field; null when there is none. */
  named: number | null;
  /** Changes that must not matter; `changes` has each of them. */
  neutral: { passed: number; total: number; failed: NeutralFailure[]; changes: NeutralResult[] };
  /** Cases of the corpus, of what people really did; absent where none was run. */
  corpus?: CorpusCounts;
  /** Share of the failures that name object and field, or whose most suspicious difference is what was changed; null when there is none. */
  namedWithDifference?: number | null;
  /** Of the mutants; absent: nobody asked. */
  explained?: ExplainedCounts;
  mutants: MutantResult[];
  errors: RunError[];
  leftovers: Leftover[];
}

/** `unseen`: only what is written shows it, and that was not judged. */
export type MutantStatus = 'killed' | 'survived' | 'rejected' | 'equivalent' | 'unseen' | 'error';

export interface MutantResult {
  /** `<lesson>/<id>`. */
  id: string;
  lesson: string;
  category: string;
  source: 'listed' | 'operator';
  /** `Kind/name`. */
  object: string;
  /** Path of what is changed; empty where a whole object or a text is. */
  field: string;
  status: MutantStatus;
  /** Killed by running into a deadline rather than by noticing. */
  slow: boolean;
  /** Title of the test that failed; empty when none did. */
  by: string;
  /** That test, or the look before it, judges what is written: what runs may or may not show it as well. */
  byWritten?: true;
  /** What a learner reads, in one line. */
  message: string;
  /** Whether that names object and field, or the field's own consequence. */
  namesField: boolean;
  /** Whether the first difference from the lesson's own manifests that is told with it is what the mutant has changed; absent: nothing failed. */
  namesFieldByDifference?: boolean;
  /** What `--explain` has found; absent: nobody asked, or nothing failed. */
  explained?: ExplainedVariant;
  /** From the lesson's start to its end, clean-up included. */
  durationMs: number;
  /** From the lesson's start to the failure; absent when none came. */
  failedAfterMs?: number;
  /** One sentence on the real mistake. */
  standsFor: string;
  /** Why it is equivalent, survived all the same, or could not be judged. */
  reason?: string;
}

/** A change that must not matter, and what the lesson said. */
export interface NeutralFailure {
  id: string;
  by: string;
  message: string;
}

export interface NeutralResult {
  /** `<lesson>/<id>`; several with ` + ` between them where they fail together and none by itself. */
  id: string;
  lesson: string;
  /** `listed`, or the category of the operator. */
  category: string;
  source: 'listed' | 'operator';
  status: 'passed' | 'failed' | 'error';
  /** Title of the test that failed; absent when none did. */
  by?: string;
  /** What a learner reads, or why it could not be judged. */
  message?: string;
}
