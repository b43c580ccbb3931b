import type { ClusterRunOptions } from '../run/cluster-run.ts';
import type { Shard } from './choose.ts';

/** What `npm run mutants -- …` was asked to do. */
export interface MutantsOptions extends ClusterRunOptions {
  /** As typed; empty means all. */
  lessons: string[];
  /** Ids, with or without their lesson; empty means all. */
  ids: string[];
  /** Ids of categories; empty means all. */
  categories: string[];
  jobs: number;
  /** So many of those that are chosen; absent: all. */
  sample?: number;
  seed: string;
  /** Neutral changes instead of mutants. */
  neutral: boolean;
  /** The cases of the corpus instead of mutants. */
  corpus: boolean;
  /** Only the mutants that are called equivalent, which else are not run. */
  equivalent: boolean;
  /** Without the tests of what is written: the score by behaviour alone. */
  withoutWritten: boolean;
  /** Look for the cause of each mutant that was killed, as `npm test -- --explain` does, and see whether it is the mutant's own field. */
  explain: boolean;
  shard?: Shard;
  /** Absolute: a folder with reports; what they say already is left out. */
  resume?: string;
  /** Only write what an earlier run has found into `mutants/RESULTS.md` and the READMEs. */
  results: boolean;
}
