/**
 * What a test asks for: `promise`, what the lesson itself promises and every right answer reaches; `production`, what is
 * added so that it also holds where failures cost something. Every run judges both; the level of the run says which decide.
 */
export type Level = 'promise' | 'production';

export const levels = ['promise', 'production'] as const satisfies readonly Level[];

/** Whether a test's verdict decides a run of this level: production includes the promise. A test that says no level is a promise. */
export function decides({ level = 'promise' }: { level?: Level }, ofRun: Level): boolean {
  return ofRun === 'production' || level === 'promise';
}
