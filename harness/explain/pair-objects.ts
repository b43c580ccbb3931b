import { podSpecOf } from '../client/pod-spec.ts';
import { kindNamed } from '../client/kinds.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { nearestName } from '../text/nearest-name.ts';
import { containersOf } from './pod-parts.ts';

/** An object of ours and the learner's that stands for it; one of them may be missing. */
export interface ObjectPair {
  ours?: Manifest;
  theirs?: Manifest;
}

/** Names that a learner must use, each with those that do as well; all others are free. `all`: none is. */
export type FixedNames = 'all' | readonly (readonly ObjectName[])[];

/**
 * Which object stands for which: the one of the same name, else one of the names that the lesson allows, else the only one of its kind
 * that is left, the one with the most similar name first, else the only one that is left of those that make pods.
 */
export function pairObjects(ours: readonly Manifest[], theirs: readonly Manifest[], fixed: FixedNames = 'all'): ObjectPair[] {
  const pairs = new Map<Manifest, Manifest>();
  const left = { ours: [...ours], theirs: [...theirs] };
  const pairUp = (a: Manifest, b: Manifest | undefined): void => {
    if (b === undefined) return;
    pairs.set(a, b);
    left.ours = left.ours.filter((each) => each !== a);
    left.theirs = left.theirs.filter((each) => each !== b);
  };
  for (const a of ours) pairUp(a, takenName(a, ours, theirs, fixed));
  for (const a of [...left.ours]) pairUp(a, left.theirs.find(({ id }) => id === a.id));
  for (const a of [...left.ours]) {
    const names = (fixed === 'all' ? [] : fixed).find((group) => group.includes(a.id)) ?? [];
    pairUp(a, left.theirs.find(({ id }) => names.includes(id)));
  }
  for (const a of [...left.ours]) {
    const near = nearestName(a.name, left.theirs.filter(({ kind }) => kind === a.kind).map(({ name }) => name));
    pairUp(a, left.theirs.find(({ kind, name }) => kind === a.kind && name === near));
  }
  pairLast(left, pairUp, ({ kind }) => kind);
  pairLast(left, pairUp, ({ kind }) => (kindNamed(kind)?.makes === 'Pod' ? 'makes pods' : undefined));
  return [...ours.map((a): ObjectPair => {
    const b = pairs.get(a);
    return b === undefined ? { ours: a } : { ours: a, theirs: b };
  }), ...left.theirs.map((b) => ({ theirs: b }))];
}

/** The learner's object that has the name of another of ours, where the lesson allows that name for this one too and it is more like this one. */
function takenName(a: Manifest, ours: readonly Manifest[], theirs: readonly Manifest[], fixed: FixedNames): Manifest | undefined {
  if (fixed === 'all' || theirs.some(({ id }) => id === a.id)) return undefined;
  const names = fixed.find(([own]) => own === a.id) ?? [];
  return theirs.find((each) => names.includes(each.id) && ours.some((other) => other.id === each.id && likeness(a, each) > likeness(other, each)));
}

/** The share of the names of their containers that two workloads have in common. */
function likeness(a: Manifest, b: Manifest): number {
  const [one = [], other = []] = [a, b].map(({ object }) => containersOf(podSpecOf(object) ?? {}).map(({ name }) => String(name)));
  return one.filter((name) => other.includes(name)).length / Math.max(1, new Set([...one, ...other]).size);
}

/** Whether the lesson allows an object of ours to have this name. */
export function isAllowedName(ours: ObjectName, name: ObjectName, fixed: FixedNames): boolean {
  return fixed !== 'all' && fixed.some(([own, ...others]) => own === ours && others.includes(name));
}

/** Pairs what is the only one of its group on either side. */
function pairLast(left: { ours: Manifest[]; theirs: Manifest[] }, pairUp: (a: Manifest, b: Manifest) => void, groupOf: (manifest: Manifest) => string | undefined): void {
  for (const [group, [a, ...others]] of Map.groupBy(left.ours, groupOf)) {
    const same = left.theirs.filter((each) => groupOf(each) === group);
    const [b] = same;
    if (group !== undefined && a !== undefined && b !== undefined && others.length === 0 && same.length === 1) pairUp(a, b);
  }
}
