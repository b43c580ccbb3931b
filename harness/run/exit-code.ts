import type { ExitCode, Results } from '../verdict/results.ts';
import { tally } from '../verdict/tally.ts';

/** 130 interrupted, before 2 environment, call, invalid measurement or leftovers, before 1 a lesson failed at the level of the run, before 0. */
export function exitCodeOf(results: Pick<Results, 'lessons' | 'level' | 'errors' | 'leftovers'>, interrupted: boolean): ExitCode {
  if (interrupted) return 130;
  const counts = tally(results.lessons, results.level);
  if (results.errors.length > 0 || results.leftovers.length > 0 || counts.invalid > 0) return 2;
  return counts.failed > 0 ? 1 : 0;
}
