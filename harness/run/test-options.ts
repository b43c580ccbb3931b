import type { ClusterRunOptions } from './cluster-run.ts';

/** What `npm test -- …` was asked to do. */
export interface TestOptions extends ClusterRunOptions {
  /** As typed; empty means all. */
  lessons: string[];
  /** Absolute; absent: ours. */
  manifests?: string;
  /** Lessons side by side. */
  jobs: number;
  /** A regular expression: only tests whose full title matches. */
  grep?: string;
}
