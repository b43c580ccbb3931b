import { defined } from '../values/defined.ts';
import { Manifests } from '../manifests/manifests.ts';
import { readContract } from '../manifests/read-contract.ts';
import { LessonComparison } from './lesson-comparison.ts';

/** Folders of lessons, and of specs with their contracts. */
export interface ComparedFolders {
  dir: string;
  ours: string;
  specs: string;
  /** Where all lessons share the folder: as in the folders of the run. */
  flat?: readonly string[];
}

/**
 * Compares the objects with which a lesson runs with the lesson's own.
 *
 * @param strict takes everything for a difference, also what cannot matter
 * @returns undefined where a folder cannot be read: the lesson's own failure says why
 */
export function compareFolders({ dir, ours, specs, flat }: ComparedFolders, lesson: string, standsOn: readonly string[], strict = false): LessonComparison | undefined {
  const contracts = [lesson, ...standsOn].map((each) => readContract(specs, each));
  const fixed = contracts.flatMap(({ objects }) => objects).map(({ object, or }) => [object, ...or]);
  const fixedValues = new Set(contracts.flatMap((each) => each.fixed).map(({ value }) => value));
  const own = Manifests.load({ dir: ours, ours }, lesson, standsOn);
  const theirs = Manifests.load({ dir, ours, contracts: specs, ...defined({ flat }) }, lesson, standsOn);
  return [own, theirs].some(({ failures }) => failures.length > 0) ? undefined : new LessonComparison(own.all(), theirs.all(), { fixed, fixedValues, strict });
}
