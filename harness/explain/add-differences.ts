import type { Failure, LessonResult } from '../verdict/results.ts';
import { madeElsewhere } from './canonical.ts';
import { compareFolders, type ComparedFolders } from './compare-folders.ts';
import type { LessonComparison, LessonDifference } from './lesson-comparison.ts';
import { bySuspicion, isNearObject, isSameField, isToldOf } from './suspicion.ts';
import { tellDifference } from './tell-difference.ts';

/** Differences that are told of one failure. */
const shown = 5;

/** Says with each failure of a lesson that has ended in what its manifests differ from the lesson's own; undefined where none has failed, or a folder cannot be read. */
export function compareWithOurs({ result, standsOn }: { result: LessonResult; standsOn: readonly string[] }, folders: ComparedFolders): LessonComparison | undefined {
  if (result.tests.every(({ failure }) => failure === undefined)) return undefined;
  const comparison = compareFolders(folders, result.name, standsOn);
  if (comparison !== undefined) addDifferences(result, comparison);
  return comparison;
}

/** Says with each failure of a lesson in what the manifests differ from the lesson's own. */
export function addDifferences(result: LessonResult, comparison: LessonComparison): void {
  if (comparison.differences.length === 0) return;
  for (const { failure } of result.tests) {
    if (failure === undefined || failure.unexpected === true) continue;
    const ordered = bySuspicion(comparison, failure);
    const likely = likelyCause(failure, ordered, comparison);
    failure.differencesInAll = ordered.length;
    failure.differences = ordered.slice(0, shown).map((each) => ({ ...tellDifference(each), ...(each === likely ? { likely: true } : {}) }));
  }
}

/** Among so few differences the first is worth a name, whatever it is; among some more, if it is near the object that the failure names. */
const few = 3;
const some = 5;

/**
 * The most suspicious difference where the failure can only guess: it waited in vain, or names a field in which the manifests do not differ
 * from the lesson's own, which hold. Among many differences the failure must tell of it by more than its object.
 */
function likelyCause(failure: Failure, ordered: readonly LessonDifference[], { objects }: LessonComparison): LessonDifference | undefined {
  if (failure.refused === true || madeElsewhere.some((key) => failure.field === `metadata.${key}`)) return undefined;
  const [first] = ordered;
  const isGuess = failure.late === true || !ordered.some((each) => isSameField(each, failure));
  return first !== undefined && isGuess && (ordered.length <= few || (isNearObject(first, failure.object, objects) && (ordered.length <= some || isToldOf(first, failure)))) ? first : undefined;
}
