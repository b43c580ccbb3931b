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
  /** Runs the test that has failed with these, side by side, after what it stands on; not `alone`: the whole lesson. */
  run: (trials: readonly Trial[], alone: boolean) => Promise<readonly Outcome[]>;
}

/**
 * Finds smallest sets of differences that make the lesson fail at the same test. First the lesson's own manifests and the learner's with
 * all differences are run: the failure must be of the difference. That test is run by itself, as those before it mostly have nothing to do
 * with it and take the longest; where it does not fail that way the whole lesson is run.
 */
export async function findCauses(options: FindOptions): Promise<Causes> {
  const alone = await findBy(true, options);
  if (alone.verdict !== 'not reproduced' && alone.verdict !== 'cluster') return alone;
  return later(alone, await findBy(false, { ...options, most: options.most - alone.runs }));
}

/** Takes what was thought not to matter into account where the rest does not make it fail. */
async function findBy(alone: boolean, options: FindOptions): Promise<Causes> {
  const found = await findIn(options.comparison, alone, options);
  if (found.verdict !== 'not reproduced') return found;
  const strict = options.strict();
  if (strict === undefined || strict.differences.length === options.comparison.differences.length) return found;
  return later(found, await findIn(strict, alone, { ...options, most: options.most - found.runs }, 'passes'));
}

/** What was found by going on, with the runs of both. */
function later({ runs }: Causes, found: Causes): Causes {
  return { ...found, runs: runs + found.runs };
}

/** @param ours what is known of the lesson's own manifests */
async function findIn(comparison: LessonComparison, alone: boolean, options: FindOptions, ours?: Outcome): Promise<Causes> {
  const all = bySuspicion(comparison, options.failure);
  const tries = new Tries(all, async (sets) => await options.run(sets.map((taken) => ({ taken, objects: comparison.with(taken) })), alone), options);
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
