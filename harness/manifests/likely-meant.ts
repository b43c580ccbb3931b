import type { Manifest, ObjectName } from './manifest.ts';
import { traitsOf, type Trait } from './traits.ts';

/** An object that is probably what a lesson calls otherwise. */
export interface LikelyMeant {
  manifest: Manifest;
  /** What it has of the lesson's own, the most telling first. */
  shared: Trait[];
}

export interface Meaning {
  /** The learner's objects that no lesson names, of the kinds that do. */
  free: readonly Manifest[];
  /** All of the learner's. */
  own: readonly Manifest[];
  /** The lesson's own objects, and those of the lessons that it stands on. */
  ours: readonly Manifest[];
  /** Names of objects that the learner lacks, this one among them. */
  lacking: readonly ObjectName[];
}

/**
 * Which of a learner's objects is meant by one of the lesson's, by what it is: it has at least half of what the lesson's has, something of that
 * is not common to all others of its kind in the lesson, and it is no more like another that is lacking. Undefined where none or several are.
 */
export function likelyMeant(wanted: Manifest, { free, own, ours, lacking }: Meaning): LikelyMeant | undefined {
  const traits = traitsOf(wanted, ours);
  const others = ours.filter((each) => each.kind === wanted.kind && each.id !== wanted.id);
  const ofOthers = others.map((each) => new Set(traitsOf(each, ours).map(({ key }) => key)));
  const isCommon = ({ key }: Trait): boolean => others.length > 0 && ofOthers.every((keys) => keys.has(key));
  const rivals = others.filter(({ id }) => lacking.includes(id)).map((each) => traitsOf(each, ours));
  const found = free.flatMap((manifest) => {
    const theirs = traitsOf(manifest, own);
    const keys = new Set(theirs.map(({ key }) => key));
    const shared = traits.filter(({ key }) => keys.has(key));
    const isTold = !shared.every(isCommon);
    const likeness = likenessOf(traits, theirs);
    const isAnothers = rivals.some((rival) => likenessOf(rival, theirs) >= likeness);
    const isMeant = partThere(traits, keys) >= 0.5 && isTold && !isAnothers;
    return isMeant ? [{ manifest, shared: shared.toSorted((a, b) => Number(isCommon(a)) - Number(isCommon(b))), likeness }] : [];
  }).toSorted((a, b) => b.likeness - a.likeness);
  const [first, second] = found;
  return first === undefined || second?.likeness === first.likeness ? undefined : { manifest: first.manifest, shared: first.shared };
}

/** The part of what is expected that is there, from 0 to 1; what a learner may choose freely only adds. */
function partThere(traits: readonly Trait[], there: ReadonlySet<string>): number {
  const fixed = traits.filter(({ isFree }) => isFree !== true);
  const isLabelled = traits.some(({ key, isFree }) => isFree === true && there.has(key));
  return fixed.length === 0 ? 0 : (fixed.filter(({ key }) => there.has(key)).length + (isLabelled ? 0.5 : 0)) / fixed.length;
}

/** How much two objects have in common, from 0 to 1: what one alone has counts against it. */
function likenessOf(one: readonly Trait[], other: readonly Trait[]): number {
  const keys = new Set(other.map(({ key }) => key));
  return (2 * one.filter(({ key }) => keys.has(key)).length) / Math.max(1, one.length + other.length);
}
