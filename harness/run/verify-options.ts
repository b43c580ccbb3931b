import type { OwnName } from '../manifests/applied/own-names.ts';
import type { Hints } from '../report/verify.ts';
import type { ClusterRunOptions } from './cluster-run.ts';

/** What `npm run verify -- …` was asked to do. */
export interface VerifyOptions extends ClusterRunOptions {
  context: string;
  /** As typed; empty means those of which something is there. */
  lessons: string[];
  /** Where what is judged was applied. */
  namespace: string;
  /** Also run tests that disturb what runs, and put that back. */
  yes: boolean;
  /** Milliseconds for which is waited for what the learner is to do; absent: nobody is asked. */
  waitMs?: number;
  /** How much is said of a failure. */
  hints: Hints;
  /** Stay, and judge again what changes. */
  watch: boolean;
  /** What the learner calls objects of the lessons. */
  names: readonly OwnName[];
  /** Absolute: where the learner's files lie. */
  manifests?: string;
}
