import type { KubeObject } from '../../client/objects.ts';
import { Manifest } from '../manifest.ts';
import { asWritten } from './as-written.ts';

/** What people have written of these live objects; `sources` says in which file, where that is known. */
export function appliedManifests(objects: readonly KubeObject[], lesson: string, sources: readonly Manifest[] = []): Manifest[] {
  return objects.flatMap((live) => {
    const written = asWritten(live);
    if (written === undefined) return [];
    const manifest = new Manifest(written.object, undefined, lesson);
    const file = sources.find(({ id }) => id === manifest.id);
    return [file === undefined ? manifest : file.changed((object: object) => { replace(object, written.object); })];
  });
}

/** Puts one object's fields in the place of another's: where they are written stays known. */
function replace(object: object, by: KubeObject): void {
  for (const key of Object.keys(object)) Reflect.deleteProperty(object, key);
  Object.assign(object, structuredClone(by));
}
