import { createContext, runInContext } from 'node:vm';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.run;

/** Milliseconds for all titles of a lesson, of which a pattern needs less than one. */
const mostMs = 2_000;

/**
 * The titles that a pattern fits. One such as `(a+)+$` tries more ways to fit a title than there is time for, and nothing else runs
 * meanwhile: only a script with a bound can be ended.
 *
 * @param pattern the source of a regular expression
 * @throws EnvironmentError when that takes too long
 */
export function matchingTitles(titles: readonly string[], pattern: string, withinMs = mostMs): ReadonlySet<string> {
  try {
    return new Set(runInContext('titles.filter((title) => new RegExp(pattern).test(title))', createContext({ titles, pattern }), { timeout: withinMs }) as string[]);
  } catch (error) {
    // It comes from the script's own context, whose Error is another.
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')) throw error;
    throw new EnvironmentError('--grep', t.endlessPattern(pattern, withinMs), t.endlessPatternHint, { cause: error, code: 'endless-pattern' });
  }
}
