import type { Failure } from '../verdict/results.ts';
import { ddmin, Tries, type DdminOptions, type Outcome } from './ddmin.ts';
import type { LessonComparison, LessonDifference, PlacedObject } from './lesson-comparison.ts';
import { bySuspicion } from './suspicion.ts';

/** A set of the learner's differences in the lesson's own manifests. */
export interface Trial {
  taken: readonly LessonDifference[];
  objects: readonly PlacedObject[];
}

/** What was found out about a failure. */
export interface Causes {
  verdict: 'proved' | 'cluster' | 'not reproduced' | 'unfinished';
  /** Each a smallest set that fails by itself; of `unfinished`: sets that fail and may still be too large. */
  causes: (readonly LessonDifference[])[];
  /** Absent: not tried. */
  passesWithout?: boolean;
  runs: number;
}

export interface FindOptions extends DdminOptions {
  failure: Failure;
  /** What may matter. */
  comparison: LessonComparison;
  /** Everything, for when what may matter does not explain the failure. */
  strict: () => LessonComparison | undefined;
  /** Runs the lesson with these, side by side, up to the test that has failed. */
  run: (trials: readonly Trial[]) => Promise<readonly Outcome[]>;
}

/**
 * Finds smallest sets of differences that make the lesson fail at the same test. First the lesson's own manifests and the learner's with
 * all differences are run: the failure must be of the difference.
 */
export async function findCauses(options: FindOptions): Promise<Causes> {
  const found = await findIn(options.comparison, options);
  if (found.verdict !== 'not reproduced') return found;
  const strict = options.strict();
  if (strict === undefined || strict.differences.length === options.comparison.differences.length) return found;
  const again = await findIn(strict, { ...options, most: options.most - found.runs }, 'passes');
  return { ...again, runs: found.runs + again.runs };
}

/** @param ours what is known of the lesson's own manifests */
async function findIn(comparison: LessonComparison, options: FindOptions, ours?: Outcome): Promise<Causes> {
  const all = bySuspicion(comparison, options.failure);
  const tries = new Tries(all, async (sets) => await options.run(sets.map((taken) => ({ taken, objects: comparison.with(taken) }))), options);
  if (ours !== undefined) tries.note([], ours);
  await tries.tryAll([[], all]);
  if (tries.known([]) !== 'passes') return { verdict: tries.known([]) === undefined ? 'unfinished' : 'cluster', causes: [], runs: tries.made };
  if (tries.known(all) !== 'fails') return { verdict: tries.known(all) === undefined ? 'unfinished' : 'not reproduced', causes: [], runs: tries.made };
  const causes: (readonly LessonDifference[])[] = [];
  let isMinimal = true;
  let rest = all;
  while (tries.known(rest) === 'fails') {
    const cause = await ddmin(rest, tries);
    causes.push(cause.items);
    isMinimal &&= cause.isMinimal;
    rest = rest.filter((each) => !cause.items.includes(each));
    await tries.tryAll([rest]);
  }
  const without = tries.known(rest);
  return { verdict: isMinimal ? 'proved' : 'unfinished', causes, runs: tries.made, ...(without === undefined || without === 'unclear' ? {} : { passesWithout: without === 'passes' }) };
}
