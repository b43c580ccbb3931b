import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { Failures } from '../verdict/failures.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { identityOf, placeOf, writtenTwice } from './duplicates.ts';
import type { Manifest } from './manifest.ts';
import { readFile, requireBearable } from './reading/read-file.ts';
import { toManifest } from './reading/to-manifest.ts';
import { describeUnread, entriesOf, isManifestFile, notLooked, unreadFiles, type UnreadFile } from './reading/unread.ts';

const t = texts.manifests;
const r = texts.reading;

/** How deep subfolders are looked into. */
const deepest = 4;

/** Mistakes of a folder after which no more of it is read: a file of a megabyte can have a hundred thousand. */
const mostFailures = 100;

/** What a folder of manifests holds. */
export interface ReadFolder {
  manifests: Manifest[];
  /** What cannot be taken: no YAML, no object, or two of one name in one namespace. */
  failures: LessonFailure[];
  /** What a reader should know, though nothing is wrong with it: what was left out, and why. */
  notes: Text[];
  /** Files that were probably meant to be read, and are not; their paths as in positions. */
  unread: UnreadFile[];
}

/** Where manifests lie. */
export interface FolderPlace {
  /** Positions are relative to it. */
  dir: string;
  /** The folder in it; empty for `dir` itself. */
  folder: string;
  /** The lesson whose objects they are. */
  lesson: string;
  /** Whether files in its subfolders may have been meant: not where each lesson has one. */
  subfolders?: boolean;
}

/** Whether a folder holds a lesson's objects, if only in subfolders. */
export function hasLesson(dir: string, lesson: string): boolean {
  return filesOfLesson(join(dir, lesson)).length > 0;
}

/** Whether manifests lie directly in a folder. */
export function hasManifests(dir: string): boolean {
  return filesIn(dir).length > 0;
}

/**
 * Reads all objects of a lesson's folder, whatever the files are called and in whatever order.
 *
 * @throws LessonFailure about all that cannot be taken: the folder is empty, a file is not YAML, something in it is not an
 * object, or two objects have the same kind, name and namespace
 */
export function loadLesson(dir: string, lesson: string): Manifest[] {
  const { manifests, failures } = readFolder({ dir, folder: lesson, lesson });
  const all = new Failures();
  all.add(...failures);
  all.throwIfAny();
  return manifests;
}

/**
 * Reads a folder as `kubectl apply -f FOLDER` does, and says what it cannot take, what it leaves out and what it does not read. Where all
 * lies in subfolders, nobody can have applied it but with `-R`: so it is read then.
 */
export function readFolder({ dir, folder, lesson, subfolders = true }: FolderPlace): ReadFolder {
  const failures = new Failures();
  const notes: Text[] = [];
  const path = join(dir, folder);
  const names = subfolders ? filesOfLesson(path) : filesIn(path);
  const files = names.map((name) => (folder === '' ? name : `${folder}/${name}`));
  const unread = unreadFiles(path, subfolders).filter(({ file }) => !names.includes(file));
  if (names.some((name) => name.includes('/'))) notes.push(r.unread.deep(path));
  const exports = new Map<string, string[]>();
  const made: { object: string; owner: string }[] = [];
  failures.try(() => { requireBearable(dir, files); });
  const bearable = failures.seen.length === 0 ? files : [];
  const bears = (): boolean => failures.seen.length < mostFailures;
  const manifests = bearable.flatMap((file) => (bears() ? failures.try(() => readFile(dir, file, notes)) ?? [] : []).flatMap((object) => {
    const read = bears() ? failures.try(() => toManifest(object, lesson)) : undefined;
    if (read === undefined) return [];
    const { manifest, left, madeBy } = read;
    if (madeBy === undefined && left.length > 0) exports.set(manifest.id, left);
    if (madeBy !== undefined) made.push({ object: manifest.id, owner: madeBy });
    return madeBy === undefined ? [manifest] : [];
  }));
  if (!bears()) failures.add(new LessonFailure({ expected: r.rest.expected, observed: r.rest.notRead(mostFailures), object: `Folder/${lesson}`, elapsedMs: 0, refused: true, hint: r.rest.hint }));
  if (made.length > 0) notes.push(noteOfMade(made));
  if (exports.size > 0) notes.push(r.exported.note([...new Set([...exports.values()].flat().map(lastKey))], [...exports.keys()]));
  const there = describeUnread(folder, unread);
  if (manifests.length === 0 && failures.seen.length === 0) failures.add(emptyFolder(path, lesson, files, there));
  else if (there !== undefined) notes.push(r.unread.note(there));
  const prefix = folder === '' ? '' : `${folder}/`;
  return { manifests: withoutDuplicates(manifests, failures, notes), failures: [...failures.seen], notes, unread: unread.map((each) => ({ ...each, file: `${prefix}${each.file}` })) };
}

/** What is left out because somebody else makes it; without an owner: the cluster. */
function noteOfMade([first, ...more]: readonly { object: string; owner: string }[]): Text {
  const { object = '', owner = '' } = first ?? {};
  if (more.length > 0) return r.exported.allMade([object, ...more.map((each) => each.object)]);
  return owner === '' ? r.exported.madeByCluster(object) : r.exported.made(object, owner);
}

function filesIn(dir: string): string[] {
  return entriesOf(dir).filter((entry) => !entry.isDirectory() && isManifestFile(entry.name)).map(({ name }) => name).sort();
}

/** The manifests directly in a folder, or those of its subfolders where there are none; paths are relative to it. */
function filesOfLesson(dir: string): string[] {
  const files = filesIn(dir);
  return files.length > 0 ? files : below(dir).sort();
}

/** The manifests of a folder and of its subfolders; links to folders are not followed, as they may lead in a circle. */
function below(dir: string, depth = 0): string[] {
  if (depth > deepest) return [];
  const folders = entriesOf(dir).filter((entry) => entry.isDirectory() && !notLooked.test(entry.name));
  return [...filesIn(dir), ...folders.flatMap(({ name }) => below(join(dir, name), depth + 1).map((file) => `${name}/${file}`))];
}

function emptyFolder(path: string, lesson: string, files: readonly string[], unread: Text | undefined): LessonFailure {
  const hint = t.hints.emptyFolder(path);
  return new LessonFailure({
    expected: t.anObject,
    observed: unread ?? (files.length === 0 ? t.noFile : t.noObjectIn(files.join(', '))),
    object: `Folder/${lesson}`,
    elapsedMs: 0,
    hint: unread === undefined ? hint : r.unread.hint,
  });
}

/** The last key of a path, without the position that may follow it. */
function lastKey(path: string): string {
  return /(?:\['[^']*\/)?([^.'/[\]]+)(?:\[\d+\])?(?:'\])?$/.exec(path)?.[1] ?? path;
}

/** Names where the first of two was written: which one is meant is the learner's to say. Two in the same words are one. */
function withoutDuplicates(manifests: readonly Manifest[], failures: Failures, notes: Text[]): Manifest[] {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const first = seen.get(identityOf(manifest));
    if (first === undefined) seen.set(identityOf(manifest), manifest);
    else if (isDeepStrictEqual(first.object, manifest.object)) notes.push(r.copies.note(manifest.id, placeOf(first), placeOf(manifest)));
    else failures.add(writtenTwice(first, manifest));
  }
  return [...seen.values()];
}

/** Notes of several folders, each once. */
export function distinct(notes: readonly Text[]): Text[] {
  return [...new Map(notes.map((note) => [note.en, note])).values()];
}

