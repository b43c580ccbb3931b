import { join, relative } from 'node:path';
import { learnSecrets } from '../secrets/known-secrets.ts';
import { nearestName } from '../text/nearest-name.ts';
import { defined } from '../values/defined.ts';
import { Failures } from '../verdict/failures.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { texts } from '../text/texts.ts';
import type { KubeObject } from '../client/objects.ts';
import { appliedManifests } from './applied/applied.ts';
import { nameOf, type OwnName } from './applied/own-names.ts';
import { distinct, hasLesson, readFolder, type ReadFolder } from './load.ts';
import { namesOf } from './contract.ts';
import { missingObject, type Searched } from './missing-object.ts';
import { readContract, readContracts } from './read-contract.ts';
import { mentions, sortObjects } from './sort-objects.ts';
import type { Manifest, ObjectName } from './manifest.ts';
import type { Text } from '../text/language.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.manifests;

/** What lies in a namespace. */
export interface Applied {
  namespace: string;
  /** As the API server shows them. */
  objects: readonly KubeObject[];
  /** What the lesson's objects are called there, as far as the learner has told. */
  names?: readonly OwnName[];
}

/** Where the objects of lessons lie. */
export interface ManifestFolders {
  /** The folder under test. */
  dir: string;
  /** Ours, which lends what a lesson stands on. */
  ours: string;
  /** The objects of all lessons lie directly in `dir`; the lessons of the run, which share what belongs to none. A lesson's own folder comes first. */
  flat?: readonly string[];
  /** Where the contracts are; absent: no names are known to be fixed. */
  contracts?: string;
  /** Objects of a namespace, as the API server shows them: what people have applied there is judged, and the folder only says where it is written. */
  applied?: Applied;
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
  static load(folders: ManifestFolders, lesson: string, standsOn: readonly string[]): Manifests {
    if (folders.applied !== undefined) return loadApplied(folders, folders.applied, [lesson, ...standsOn]);
    const own = readOwn(folders, lesson);
    const others = standsOn.map((other) => readOther(folders, other));
    const names = new Set(own.manifests.map((manifest) => manifest.id));
    const all: OtherFolder[] = [...others, own];
    return new Manifests([...others.flatMap(({ manifests }) => manifests).filter((manifest) => !names.has(manifest.id)), ...own.manifests], {
      failures: all.flatMap(({ failures }) => failures),
      notes: all.flatMap(({ notes }) => notes),
      own: all.filter(({ lent }) => lent !== true).flatMap(({ manifests }) => manifests),
      unread: own.unread.map(({ file }) => file),
      contracts: folders.contracts === undefined ? [] : [lesson, ...standsOn].map((each) => readContract(folders.contracts ?? '', each)),
    });
  }

  /** These and others, as far as none of their name is there. */
  with(others: readonly Manifest[]): Manifests {
    return this.#having([...this.#manifests, ...others.filter(({ id }) => !this.#manifests.some((each) => each.id === id))]);
  }

  /** These without some. */
  without(some: (manifest: Manifest) => boolean): Manifests {
    return this.#having(this.#manifests.filter((each) => !some(each)));
  }

  /** These, each as the function gives it back. */
  changed(change: (manifest: Manifest) => Manifest): Manifests {
    return this.#having(this.#manifests.map(change));
  }

  #having(manifests: readonly Manifest[]): Manifests {
    return new Manifests(manifests, { failures: this.failures, notes: this.notes, ...this.#about });
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

  /** Files of the lesson that its text tells the learner to take over, such as `manifests/04-mysql/schema.yaml`. */
  takenOver(): string[] {
    return (this.#about.contracts ?? []).flatMap(({ fixed }) => fixed.flatMap(({ value }) => (/^manifests\/.+\.(ya?ml|json)$/.test(value) ? [value] : [])));
  }

  /** The object that the lesson calls so, whatever the learner calls it. */
  find(kind: string, name: string): Manifest | undefined {
    return this.literally(kind, this.called(kind, name)) ?? this.literally(kind, name);
  }

  /** The object of that very name: where one refers to another, the lesson's names mean nothing. */
  literally(kind: string, name: string): Manifest | undefined {
    return this.#manifests.find((manifest) => manifest.kind === kind && manifest.name === name);
  }

  /** The object that the lesson calls `Kind/name`. */
  named(id: ObjectName): Manifest | undefined {
    const { kind, name } = kindAndName(id);
    return this.find(kind, name);
  }

  /** What the learner calls an object that the lesson calls so. */
  called(kind: string, name: string): string {
    return nameOf(kind, name, this.#about.names ?? [], (id) => this.#manifests.some((each) => each.id === id));
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

  /** The objects of a kind whose names are nearly those that the lesson names and that are not there, each with what is wrong. */
  misspelt(kind: string, lesson: string): Map<Manifest, LessonFailure> {
    const named = (this.#about.contracts ?? []).flatMap(namesOf).filter((id) => kindAndName(id).kind === kind).map((id) => kindAndName(id).name);
    const missing = named.filter((name) => this.find(kind, name) === undefined);
    const strangers = this.all(kind).filter(({ name }) => !named.includes(name));
    return new Map(strangers.flatMap((each) => {
      const near = nearestName(each.name, missing);
      return near === undefined ? [] : [[each, this.missing(kind, near, lesson)] as const];
    }));
  }

  /** Why there is no object of that kind and name. */
  missing(kind: string, name: string, lesson: string): LessonFailure {
    const { own = this.#manifests, contracts = [], unread = [], namespace, names, ours } = this.#about;
    return missingObject({ own, contracts, unread, ...defined({ namespace, names, ours }) }, kind, name, lesson);
  }
}

/** What was applied in a namespace, as far as it belongs to these lessons or to none. */
function loadApplied(folders: ManifestFolders, { namespace, objects, names }: Applied, lessons: readonly string[]): Manifests {
  const { dir, ours, contracts } = folders;
  const filesOnly = { ...folders };
  delete filesOnly.applied;
  const [lesson = ''] = lessons;
  for (const object of objects) learnSecrets(JSON.stringify(object));
  // Where no folder of the learner's is named, ours says nothing about what is there.
  const files = dir === ours ? undefined : Manifests.load(filesOnly, lesson, lessons.slice(1));
  const all = appliedManifests(objects, lesson, files?.all());
  const sorted = sortObjects(all, contracts === undefined ? [] : readContracts(contracts), lessons);
  const mine = new Set([...sorted.values()].flatMap(({ own, common }) => [...own, ...common]));
  const own = all.filter((each) => mine.has(each) || names?.some(({ called }) => called === each.name) === true || isUsedBy(mine, each));
  return new Manifests(own, { own, namespace, ...defined({ names }), ours: () => Manifests.load({ dir: ours, ours }, lesson, lessons.slice(1)).all(), contracts: contracts === undefined ? [] : lessons.map((each) => readContract(contracts, each)) });
}

/** Kinds that pods name, so that an object may serve several lessons though one of them names it. */
const usedByPods = ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'ServiceAccount'];

function isUsedBy(users: ReadonlySet<Manifest>, { kind, name }: Manifest): boolean {
  return usedByPods.includes(kind) && [...users].some((user) => mentions(user, name));
}

interface OtherFolder extends ReadFolder {
  /** It is ours, and the learner's objects are not. */
  lent?: boolean;
}

/** The objects of a lesson under test. */
function readOwn(folders: ManifestFolders, lesson: string): OtherFolder {
  const { dir, flat } = folders;
  return flat === undefined || hasLesson(dir, lesson) ? readFolder({ dir, folder: lesson, lesson }) : readFlat(folders, flat, lesson);
}

/** What of one folder for all lessons belongs to this one. */
function readFlat({ dir, contracts }: ManifestFolders, lessons: readonly string[], lesson: string): OtherFolder {
  const read = readFolder({ dir, folder: '', lesson, subfolders: false });
  const { own, common } = sortObjects(read.manifests, contracts === undefined ? [] : readContracts(contracts), [lesson]).get(lesson) ?? { own: [], common: [] };
  const asked = lessons.includes(lesson);
  const manifests = asked ? [...own, ...common] : own;
  const names = (list: readonly Manifest[]): string => list.map(({ id }) => id).join(', ');
  const notes = asked ? [...read.notes, ...(own.length === 0 ? [] : [t.sorted(lesson, names(own))]), ...(common.length === 0 ? [] : [t.sortedToAll(names(common))])] : read.notes;
  const nothing = asked && manifests.length === 0 && read.failures.length === 0;
  return { ...read, manifests, notes, failures: nothing ? [noneOf(lesson, dir)] : read.failures };
}

function noneOf(lesson: string, dir: string): LessonFailure {
  return new LessonFailure({ expected: t.anObject, observed: t.sortedNone(lesson), object: `Folder/${lesson}`, elapsedMs: 0, hint: t.hints.emptyFolder(dir) });
}

/** The objects of a lesson that another stands on: the learner's own, or ours, which is said. */
function readOther(folders: ManifestFolders, lesson: string): OtherFolder {
  const { dir, ours, flat } = folders;
  if (dir === ours || hasLesson(dir, lesson)) return readFolder({ dir, folder: lesson, lesson });
  const ownOfFlat = flat === undefined ? undefined : readFlat(folders, flat, lesson);
  if (ownOfFlat !== undefined && ownOfFlat.manifests.length > 0) return ownOfFlat;
  // Positions are relative to the learner's folder, as all are.
  const read = readFolder({ dir, folder: join(relative(dir, ours), lesson), lesson });
  return { ...read, notes: [...read.notes, t.lent(lesson, relative(process.cwd(), join(ours, lesson)))], lent: true };
}
