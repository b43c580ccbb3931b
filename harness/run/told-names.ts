import type { KubeObject } from '../client/objects.ts';
import type { OwnName } from '../manifests/applied/own-names.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { nearestName } from '../text/nearest-name.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.verify;

/** These names, and beside each those that the learner has told for it. */
export function withOwnNames(ids: readonly ObjectName[], names: readonly OwnName[]): ObjectName[] {
  return [...ids, ...ids.flatMap((id) => names.filter(({ name }) => name === kindAndName(id).name).map(({ called }) => `${kindAndName(id).kind}/${called}` as const))];
}

/** Throws EnvironmentError for a name that no lesson has. */
export function requireKnownNames(names: readonly OwnName[], ids: readonly ObjectName[]): void {
  const known = [...new Set(ids.map((id) => kindAndName(id).name))];
  const unknown = names.find(({ name }) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown.name, known);
  throw new EnvironmentError('--as', t.unknownName(unknown.name), near === undefined ? t.namesHint(known.join(', ')) : t.unknownNameHint(near));
}

/** Throws EnvironmentError for an object that the learner has told and that is not there, or is of another kind than the lesson's of that name. */
export function requireThere(names: readonly OwnName[], ids: readonly ObjectName[], objects: readonly KubeObject[], namespace: string): void {
  for (const { name, called } of names) {
    const there = objects.filter(({ metadata }) => metadata?.name === called).map(({ kind = '' }) => kind);
    if (there.length === 0) throw new EnvironmentError('--as', t.nothingCalled(called, namespace), t.nothingCalledHint(namespace));
    const wanted = ids.filter((id) => kindAndName(id).name === name).map((id) => kindAndName(id).kind);
    // Of a lesson that is not asked for.
    if (wanted.length > 0 && !there.some((kind) => wanted.includes(kind))) throw new EnvironmentError('--as', t.otherKind(called, there.join(', '), name, [...new Set(wanted)].join(', ')), t.nothingCalledHint(namespace));
  }
}
