import { LessonFailure } from '../verdict/lesson-failure.ts';
import { texts } from '../text/texts.ts';
import { hasLesson, loadLesson } from './load.ts';
import type { Manifest, ObjectName } from './manifest.ts';
import { verbatim } from '../text/language.ts';
import { nearestName } from '../text/nearest-name.ts';

const t = texts.manifests;

/** The objects of a lesson and of those it stands on, found by kind and name or by label, never by file name. */
export class Manifests {
  readonly #manifests: readonly Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.#manifests = manifests;
  }

  /**
   * Reads a lesson's folder and those of the lessons it stands on: from the same folder when they are there, else from
   * ours. An object that the lesson itself brings takes the place of the other lesson's.
   */
  static load(folders: { dir: string; ours: string }, lesson: string, standsOn: readonly string[]): Manifests {
    const own = loadLesson(folders.dir, lesson);
    const borrowed = standsOn.flatMap((other) => loadLesson(hasLesson(folders.dir, other) ? folders.dir : folders.ours, other));
    const names = new Set(own.map((manifest) => manifest.id));
    return new Manifests([...borrowed.filter((manifest) => !names.has(manifest.id)), ...own]);
  }

  all(kind?: string): Manifest[] {
    return this.#manifests.filter((manifest) => kind === undefined || manifest.kind === kind);
  }

  find(kind: string, name: string): Manifest | undefined {
    return this.#manifests.find((manifest) => manifest.kind === kind && manifest.name === name);
  }

  /** The object called `Kind/name`. */
  named(id: ObjectName): Manifest | undefined {
    return this.#manifests.find((manifest) => manifest.id === id);
  }

  /**
   * The object of that kind and name.
   *
   * @throws LessonFailure that lists what there is, and names the most similar one
   */
  need(kind: string, name: string, lesson: string): Manifest {
    const found = this.find(kind, name);
    if (found !== undefined) return found;
    const names = this.all(kind).map((manifest) => manifest.name);
    const near = nearestName(name, names);
    const similar = near === undefined ? undefined : this.find(kind, near);
    throw new LessonFailure({
      expected: t.named(kind, name),
      observed: names.length === 0 ? t.noneOfKind(kind, this.#manifests.map((each) => each.id).join(', ')) : verbatim(`${kind} ${names.join(', ')}`),
      object: `${kind}/${name}`,
      ...(similar === undefined ? {} : { field: 'metadata.name', ...similar.at('metadata.name') }),
      elapsedMs: 0,
      hint: near === undefined ? t.hints.missingObject(kind, name, lesson) : t.hints.similarName(name, near),
      evidence: [],
    });
  }
}
