import { isDeepStrictEqual } from 'node:util';
import { kindNamed } from '../client/kinds.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import type { Manifest } from './manifest.ts';

const t = texts.manifests;
const { copies } = texts.reading;

/** Kind, name and namespace, by which a cluster tells objects apart. What says no namespace is where kubectl puts it: in `default`. */
export function identityOf(manifest: Manifest): string {
  const inNamespace = kindNamed(manifest.kind)?.namespaced !== false;
  return `${manifest.id} ${inNamespace ? manifest.get<string>('metadata.namespace') ?? 'default' : ''}`;
}

/** The second of two that kubectl would take for one: which of them is meant is the learner's to say. */
export function writtenTwice(first: Manifest, second: Manifest): LessonFailure {
  return secondOf(first, second, copies.hint);
}

/** Objects of one kind and name that are to be in several namespaces, and differ, where a lesson puts them into one. */
export function inOneNamespace(manifests: readonly Manifest[]): LessonFailure[] {
  const firsts = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    const first = firsts.get(manifest.id);
    if (first !== undefined) return isSameButForNamespace(first, manifest) ? [] : [secondOf(first, manifest, copies.oneNamespace)];
    firsts.set(manifest.id, manifest);
    return [];
  });
}

/** Where an object is written, as `file:line`. */
export function placeOf(manifest: Manifest): string {
  const { file = '', line = 0 } = manifest.at('metadata.name');
  return `${file}:${line}`;
}

function isSameButForNamespace(one: Manifest, other: Manifest): boolean {
  return isDeepStrictEqual(one.without('metadata.namespace').object, other.without('metadata.namespace').object);
}

function secondOf(first: Manifest, second: Manifest, hint: (place: string) => Text): LessonFailure {
  return new LessonFailure({
    expected: t.once, observed: t.alsoIn(second.id, placeOf(first)), object: second.id, field: 'metadata.name', ...second.at('metadata.name'), elapsedMs: 0, refused: true, hint: hint(placeOf(second)),
  });
}
