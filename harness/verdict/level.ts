/** How a test ended; `invalid`: the measurement itself was not fit to judge. */
export type TestStatus = 'passed' | 'failed' | 'skipped' | 'invalid';

/**
 * What a test asks for: `promise`, what the lesson itself promises and every right answer reaches; `production`, what is
 * added so that it also holds where failures cost something. Every run judges both; the level of the run says which decide.
 */
export type Level = 'promise' | 'production';

export const levels = ['promise', 'production'] as const satisfies readonly Level[];

/** How a test is shown: one that failed and does not decide warns. */
export type ShownStatus = TestStatus | 'warned';

export function shownStatus({ level, status }: { level?: Level; status: TestStatus }, ofRun: Level = 'production'): ShownStatus {
  return status === 'failed' && !decides(level === undefined ? {} : { level }, ofRun) ? 'warned' : status;
}

/** Whether a test's verdict decides a run of this level: production includes the promise. A test that says no level is a promise. */
export function decides({ level = 'promise' }: { level?: Level }, ofRun: Level): boolean {
  return ofRun === 'production' || level === 'promise';
}
