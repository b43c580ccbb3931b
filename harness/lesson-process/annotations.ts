import type { PlotResult } from '../verdict/results.ts';

/** What the spec kit notes on mocha's objects for the reporter; mocha itself does not know these. */
export interface TestAnnotations {
  /** Numbers worth keeping; the unit is in the name. */
  measures?: Record<string, number>;
  /** What was drawn. */
  plots?: PlotResult[];
  /** Why a test was skipped while it ran. */
  skipReason?: string;
  /** Paths relative to the report folder, saved after the failure was thrown. */
  evidence?: string[];
  /** Every other test stands on this one, so `--grep` never leaves it out. */
  precondition?: boolean;
  /** It only reads the manifests, and so comes before they are applied. */
  asWritten?: boolean;
  /** What the test must wait for. */
  turn?: Turn;
  /** Milliseconds that it waited for that: no part of what the test took. */
  waitedMs?: number;
}

export interface SuiteAnnotations {
  /** Why all of it was skipped. */
  skipReason?: string;
}

/**
 * What only one lesson has at a time, from the first test that asks for it to the lesson's end: the right to send as many
 * requests as a small machine can serve in time, or the whole cluster.
 */
export type Turn = 'traffic' | 'cluster';

/** The notes of a test or hook; writable. */
export function annotationsOf(runnable: Mocha.Runnable): TestAnnotations {
  return runnable as Mocha.Runnable & TestAnnotations;
}

/** The notes of a suite; writable. */
export function suiteAnnotationsOf(suite: Mocha.Suite): SuiteAnnotations {
  return suite as Mocha.Suite & SuiteAnnotations;
}
