import type { Level } from '../verdict/level.ts';
import type { ClusterRunOptions } from './cluster-run.ts';

/** What `npm test -- …` was asked to do. */
export interface TestOptions extends ClusterRunOptions {
  /** As typed; empty means all. */
  lessons: string[];
  /** Absolute; absent: ours. */
  manifests?: string;
  /** Tests of which level decide. */
  level: Level;
  /** Lessons side by side. */
  jobs: number;
  /** Look for the cause of each lesson's first failure in so many runs at most; absent: do not. */
  explainRuns?: number;
  /** A regular expression: only tests whose full title matches. */
  grep?: string;
}

/** What decides where nobody says it: of a learner's folder what the lesson promises, of ours all. */
export function initialLevel(manifests: string | undefined): Level {
  return manifests === undefined ? 'production' : 'promise';
}
