import { join, relative } from 'node:path';
import { Failures } from '../verdict/failures.ts';
import type { LessonFailure } from '../verdict/lesson-failure.ts';
import { texts } from '../text/texts.ts';
import { distinct, hasLesson, readFolder, type ReadFolder } from './load.ts';
import { missingObject, type Searched } from './missing-object.ts';
import { readContract } from './read-contract.ts';
import type { Manifest, ObjectName } from './manifest.ts';
import type { Text } from '../text/language.ts';

const t = texts.manifests;

/** Where the objects of lessons lie. */
export interface LessonFolders {
  /** The folder under test. */
  dir: string;
  /** Ours, which lends what a lesson stands on. */
  ours: string;
  /** Where the contracts are; absent: no names are known to be fixed. */
  contracts?: string;
}

/** The objects of a lesson and of those it stands on, found by kind and name or by label, never by file name. */
export class Manifests {
  readonly #manifests: readonly Manifest[];
  /** What of the folders could not be taken. */
  readonly failures: readonly LessonFailure[];
  /** What a reader should know about how they were read. */
  readonly notes: readonly Text[];

  readonly #about: Partial<Searched>;

  constructor(manifests: readonly Manifest[], about: { failures?: readonly LessonFailure[]; notes?: readonly Text[] } & Partial<Searched> = {}) {
    this.#manifests = manifests;
    this.failures = about.failures ?? [];
    this.notes = distinct(about.notes ?? []);
    this.#about = about;
  }

  /**
   * Reads a lesson's folder and those of the lessons it stands on: from the same folder when they are there, else from
   * ours. An object that the lesson itself brings takes the place of the other lesson's. What cannot be taken is in
   * `failures`: the rest can be judged.
   */
  static load(folders: LessonFolders, lesson: string, standsOn: readonly string[]): Manifests {
    const own = readFolder({ dir: folders.dir, folder: lesson, lesson });
    const others = standsOn.map((other) => readOther(folders, other));
    const names = new Set(own.manifests.map((manifest) => manifest.id));
    const all: OtherFolder[] = [...others, own];
    return new Manifests([...others.flatMap(({ manifests }) => manifests).filter((manifest) => !names.has(manifest.id)), ...own.manifests], {
      failures: all.flatMap(({ failures }) => failures),
      notes: all.flatMap(({ notes }) => notes),
      own: all.filter(({ lent }) => lent !== true).flatMap(({ manifests }) => manifests),
      unread: own.unread.map(({ file }) => `${lesson}/${file}`),
      contracts: folders.contracts === undefined ? [] : [lesson, ...standsOn].map((each) => readContract(folders.contracts ?? '', each)),
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
   * @throws LessonFailure that lists what there is, and names the learner's own object that is probably meant
   */
  need(kind: string, name: string, lesson: string): Manifest {
    const found = this.find(kind, name);
    if (found === undefined) throw this.missing(kind, name, lesson);
    return found;
  }

  /** Why there is no object of that kind and name. */
  missing(kind: string, name: string, lesson: string): LessonFailure {
    const { own = this.#manifests, contracts = [], unread = [] } = this.#about;
    return missingObject({ own, contracts, unread }, kind, name, lesson);
  }
}

interface OtherFolder extends ReadFolder {
  /** It is ours, and the learner's objects are not. */
  lent?: boolean;
}

/** The objects of a lesson that another stands on: the learner's own, or ours, which is said. */
function readOther({ dir, ours }: LessonFolders, lesson: string): OtherFolder {
  if (dir === ours || hasLesson(dir, lesson)) return readFolder({ dir, folder: lesson, lesson });
  // Positions are relative to the learner's folder, as all are.
  const folder = join(relative(dir, ours), lesson);
  const read = readFolder({ dir, folder, lesson });
  return { ...read, notes: [...read.notes, t.lent(lesson, relative(process.cwd(), join(ours, lesson)))], lent: true };
}
