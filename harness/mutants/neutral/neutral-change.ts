import { equivalencesOf, type Equivalence } from '../equivalence/equivalences.ts';
import { toFolder, type WrittenFolder } from '../equivalence/written-folder.ts';
import type { Level } from '../../verdict/level.ts';
import { readFolder } from '../manifest-folders.ts';
import type { LessonMutants, NamedVariant, Variant } from '../mutant.ts';

/** A change of a lesson's manifests that must not matter: one that is written in its file of mutants, or one that an operator makes. */
export type NeutralChange = NamedVariant & {
  /** `listed`, or the category of the operator. */
  category: string;
  /** `Kind/name`, `File/name` or `Folder/all`. */
  object: string;
  /** Path of what is said another way; empty: all of it. */
  field: string;
  standsFor: string;
} & ({ source: 'listed'; listed: Variant } | { source: 'operator'; equivalence: Equivalence });

/** Tests of which level judge it. */
export function levelOf(change: NeutralChange): Level {
  return (change.source === 'listed' ? change.listed.level : undefined) ?? 'production';
}

/** The category of the changes that are written down. */
export const listedCategory = 'listed';

/**
 * All that must not matter in a lesson: its listed changes, then those that the operators make of its folder.
 *
 * @param dir folder of the lessons' manifests
 * @param fixedNames what the lesson's text tells the learner to call things
 */
export function neutralChanges(dir: string, { lesson, neutral }: LessonMutants, fixedNames: ReadonlySet<string>): NeutralChange[] {
  const listed = neutral.map((change): NeutralChange => ({
    fullId: change.fullId, lesson, id: change.id, object: change.object, field: '', standsFor: change.standsFor, category: listedCategory, source: 'listed', listed: change,
  }));
  const made = equivalencesOf(folderOf(dir, lesson, fixedNames), lesson).map((equivalence): NeutralChange => {
    const { fullId, id, category, object, field, standsFor } = equivalence;
    return { fullId, lesson, id, category, object, field, standsFor, source: 'operator', equivalence };
  });
  return [...listed, ...made];
}

/** A lesson's folder as operators change it. */
export function folderOf(dir: string, lesson: string, fixedNames: ReadonlySet<string>): WrittenFolder {
  return toFolder(readFolder(dir, lesson), lesson, fixedNames);
}
