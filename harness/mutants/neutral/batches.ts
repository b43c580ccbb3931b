import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { compose } from '../equivalence/equivalences.ts';
import { fileBytes } from '../equivalence/file-text.ts';
import { toFolder, type WrittenFolder } from '../equivalence/written-folder.ts';
import type { FolderFiles } from '../../manifests/folder-files.ts';
import { changedFolders, readFolder, type FolderTexts } from '../manifest-folders.ts';
import type { Level } from '../../verdict/level.ts';
import type { Variant } from '../mutant.ts';
import { levelOf, type NeutralChange } from './neutral-change.ts';

/** Changes of one lesson that one run tries together. */
export interface Batch {
  lesson: string;
  changes: readonly NeutralChange[];
  /** Tests of which level judge them. */
  level: Level;
  /** The folders with all of them made, by paths below the folder of lessons. */
  files: FolderFiles;
}

/** More would take fewer runs, and more to find out which of them it was. */
const mostInBatch = 20;

/** What a lesson's changes are put together from. */
export interface BatchParts {
  /** Folder of the lessons' manifests. */
  dir: string;
  fixedNames: (lesson: string) => ReadonlySet<string>;
  seed: string;
}

/**
 * Puts changes together so that few runs try them all: each goes into the first batch of its lesson that has room, where it
 * can be made after the others, and where none could take it back: none of the same category has the same field of the same
 * object. All of a batch are judged by tests of one level. The seed decides who meets whom.
 */
export function batchesOf(changes: readonly NeutralChange[], parts: BatchParts): Batch[] {
  return [...Map.groupBy(changes, ({ lesson }) => lesson)].flatMap(([lesson, own]) => {
    const groups: NeutralChange[][] = [];
    const folderWith = foldersOf(lesson, parts);
    const waiting = own.toSorted((a, b) => Number(b.source === 'listed') - Number(a.source === 'listed') || (rank(a, parts.seed) < rank(b, parts.seed) ? -1 : 1));
    for (const change of waiting) {
      const group = groups.find((each) => each.length < mostInBatch && each.every((other) => mayMeet(change, other)) && madeIn([...each, change], folderWith) !== undefined);
      if (group === undefined) groups.push([change]);
      else group.push(change);
    }
    return groups.map((group) => toBatch(lesson, group, parts));
  });
}

/**
 * A batch that has failed, in two parts: the changes of the object that the failure is about, and all others; where that tells
 * none apart, two halves.
 *
 * @param object `Kind/name`, or `File/<lesson>/<name>`, where the failure names one
 */
export function inParts({ lesson, changes }: Batch, object: string | undefined, parts: BatchParts): Batch[] {
  const middle = Math.ceil(changes.length / 2);
  const suspects = changes.filter((change) => object === change.object || object === change.object.replace('/', `/${lesson}/`));
  const isTelling = suspects.length > 0 && suspects.length < changes.length;
  const groups = isTelling ? [suspects, changes.filter((change) => !suspects.includes(change))] : [changes.slice(0, middle), changes.slice(middle)];
  return groups.map((group) => toBatch(lesson, group, parts));
}

function mayMeet(one: NeutralChange, other: NeutralChange): boolean {
  if ([one, other].some(changesText) || levelOf(one) !== levelOf(other)) return false;
  if (one.source === 'listed' && other.source === 'listed') return areApart(one.listed, other.listed);
  return one.object !== other.object || one.category !== other.category || (!isWithin(one.field, other.field) && !isWithin(other.field, one.field));
}

/** Whether a path is another one or leads to a part of it; the empty path is all. */
function isWithin(path: string, whole: string): boolean {
  return whole === '' || path === whole || (path.startsWith(whole) && /[.[]/.test(path.charAt(whole.length)));
}

/** Whether two listed changes have no field in common, so that each can be made in what the other has left. */
function areApart(one: Variant, other: Variant): boolean {
  if (one.folder !== undefined || other.folder !== undefined) return false;
  return placesOf(one).every((a) => placesOf(other).every((b) => a.object !== b.object || (!isWithin(a.field, b.field) && !isWithin(b.field, a.field))));
}

function placesOf({ object, changes }: Variant): { object: string; field: string }[] {
  return changes.flatMap((change) => {
    const paths = [...('path' in change ? [change.path] : ['']), ...(change.do === 'move' ? [change.to] : [])];
    return paths.map((field) => ({ object: change.of ?? object, field }));
  });
}

/** Whether a change is one of the text itself: what is put together is written anew, and the text would be lost. */
function changesText(change: NeutralChange): boolean {
  return change.source === 'listed' && change.listed.changes.some((each) => each.do === 'text' || each.do === 'json');
}

function toBatch(lesson: string, changes: readonly NeutralChange[], parts: BatchParts): Batch {
  const [first] = changes;
  return { lesson, changes, level: first === undefined ? 'production' : levelOf(first), files: filesOf(lesson, changes, parts) };
}

/** The changed folders. Throws an Error when not all of the changes can be made together. */
function filesOf(lesson: string, changes: readonly NeutralChange[], parts: BatchParts): FolderFiles {
  const listed = together(changes);
  const texts: FolderTexts = listed === undefined ? readFolder(parts.dir, lesson) : changedFolders(parts.dir, listed);
  // What only listed changes have touched stays as it is written.
  if (changes.every(({ source }) => source === 'listed')) return texts;
  const made = madeIn(changes, foldersOf(lesson, parts));
  if (made === undefined) throw new Error(`${changes.map(({ fullId }) => fullId).join(' + ')} cannot be made together`);
  const others = [...texts].filter(([file]) => dirname(file) !== lesson);
  return new Map<string, string | Uint8Array>([...others, ...made.files.map((file) => [join(lesson, file.name), fileBytes(file)] as const)]);
}

/** The listed ones of these changes as one; undefined when there are none. */
function together(changes: readonly NeutralChange[]): Variant | undefined {
  const listed = changes.flatMap((change) => (change.source === 'listed' ? [change.listed] : []));
  const [first] = listed;
  if (first === undefined) return undefined;
  const id = listed.map((each) => each.id).join(' + ');
  return { ...first, id, fullId: `${first.lesson}/${id}`, changes: listed.flatMap(({ object, changes: own }) => own.map((change) => ({ ...change, of: change.of ?? object }))) };
}

/** The lesson's folder with listed changes, or without; each is read once. Undefined where they cannot be made. */
type FolderWith = (listed: Variant | undefined) => WrittenFolder | undefined;

function foldersOf(lesson: string, { dir, fixedNames }: BatchParts): FolderWith {
  const known = new Map<string, WrittenFolder | undefined>();
  return (listed) => {
    const id = listed?.id ?? '';
    if (!known.has(id)) known.set(id, readChanged(dir, lesson, listed, fixedNames(lesson)));
    return known.get(id);
  };
}

function readChanged(dir: string, lesson: string, listed: Variant | undefined, fixedNames: ReadonlySet<string>): WrittenFolder | undefined {
  if (listed === undefined) return toFolder(readFolder(dir, lesson), lesson, fixedNames);
  try {
    return toFolder(changedFolders(dir, listed), lesson, fixedNames);
  } catch {
    return undefined;
  }
}

/** The folder with all of the changes; undefined when they cannot be made together. */
function madeIn(changes: readonly NeutralChange[], folderWith: FolderWith): WrittenFolder | undefined {
  const folder = folderWith(together(changes));
  return folder === undefined ? undefined : compose(folder, changes.flatMap((change) => (change.source === 'operator' ? [change.equivalence] : [])));
}

function rank({ fullId }: NeutralChange, seed: string): string {
  return createHash('sha256').update(`${seed}\n${fullId}`).digest('hex');
}
