import { Failures } from '../verdict/failures.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { texts } from '../text/texts.ts';
import { distinct, hasLesson, readFolder } from './load.ts';
import type { Manifest, ObjectName } from './manifest.ts';
import { verbatim, type Text } from '../text/language.ts';
import { nearestName } from '../text/nearest-name.ts';

const t = texts.manifests;

/** The objects of a lesson and of those it stands on, found by kind and name or by label, never by file name. */
export class Manifests {
  readonly #manifests: readonly Manifest[];
  /** What of the folders could not be taken. */
  readonly failures: readonly LessonFailure[];
  /** What a reader should know about how they were read. */
  readonly notes: readonly Text[];

  constructor(manifests: readonly Manifest[], { failures = [], notes = [] }: { failures?: readonly LessonFailure[]; notes?: readonly Text[] } = {}) {
    this.#manifests = manifests;
    this.failures = failures;
    this.notes = distinct(notes);
  }

  /**
   * Reads a lesson's folder and those of the lessons it stands on: from the same folder when they are there, else from
   * ours. An object that the lesson itself brings takes the place of the other lesson's. What cannot be taken is in
   * `failures`: the rest can be judged.
   */
  static load(folders: { dir: string; ours: string }, lesson: string, standsOn: readonly string[]): Manifests {
    const own = readFolder({ dir: folders.dir, folder: lesson, lesson });
    const lent = standsOn.map((other) => readFolder({ dir: hasLesson(folders.dir, other) ? folders.dir : folders.ours, folder: other, lesson: other }));
    const names = new Set(own.manifests.map((manifest) => manifest.id));
    const all = [...lent, own];
    return new Manifests([...lent.flatMap(({ manifests }) => manifests).filter((manifest) => !names.has(manifest.id)), ...own.manifests], {
      failures: all.flatMap(({ failures }) => failures),
      notes: all.flatMap(({ notes }) => notes),
    });
  }

  /** @throws LessonFailure about all of the folders that could not be taken */
  requireTaken(): void {
    const failures = new Failures();
    failures.add(...this.failures);
    failures.throwIfAny();
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
