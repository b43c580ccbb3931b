import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { compose } from '../equivalence/equivalences.ts';
import { fileBytes } from '../equivalence/file-text.ts';
import { toFolder } from '../equivalence/written-folder.ts';
import type { FolderFiles } from '../../manifests/folder-files.ts';
import { changedFolders, readFolder, type FolderTexts } from '../manifest-folders.ts';
import type { Level } from '../../verdict/level.ts';
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
const mostInBatch = 12;

/** What a lesson's changes are put together from. */
export interface BatchParts {
  /** Folder of the lessons' manifests. */
  dir: string;
  fixedNames: (lesson: string) => ReadonlySet<string>;
  seed: string;
}

/**
 * Puts changes together so that few runs try them all: each goes into the first batch of its lesson that has room, where it
 * can be made after the others, and where none could take it back: none of the same category has the same object.
 * All of a batch are judged by tests of one level. The seed
 * decides who meets whom.
 */
export function batchesOf(changes: readonly NeutralChange[], parts: BatchParts): Batch[] {
  return [...Map.groupBy(changes, ({ lesson }) => lesson)].flatMap(([lesson, own]) => {
    const batches: Batch[] = [];
    const waiting = own.toSorted((a, b) => Number(b.source === 'listed') - Number(a.source === 'listed') || (rank(a, parts.seed) < rank(b, parts.seed) ? -1 : 1));
    for (const change of waiting) {
      const place = batches.findIndex((batch) => batch.changes.length < mostInBatch && batch.changes.every((other) => mayMeet(change, other)) && filesOf(lesson, [...batch.changes, change], parts) !== undefined);
      const changed = [...(batches[place]?.changes ?? []), change];
      const batch = { lesson, changes: changed, level: levelOf(change), files: neededFiles(lesson, changed, parts) };
      if (place < 0) batches.push(batch);
      else batches[place] = batch;
    }
    return batches;
  });
}

/** The two halves of a batch: what has failed together is tried in parts. */
export function halves({ lesson, changes, level }: Batch, parts: BatchParts): Batch[] {
  const middle = Math.ceil(changes.length / 2);
  return [changes.slice(0, middle), changes.slice(middle)].map((half) => ({ lesson, changes: half, level, files: neededFiles(lesson, half, parts) }));
}

function mayMeet(one: NeutralChange, other: NeutralChange): boolean {
  if (one.source === 'listed' && other.source === 'listed') return false;
  if ([one, other].some(changesText) || levelOf(one) !== levelOf(other)) return false;
  return one.object !== other.object || one.category !== other.category;
}

/** Whether a change is one of the text itself: what is put together is written anew, and the text would be lost. */
function changesText(change: NeutralChange): boolean {
  return change.source === 'listed' && change.listed.changes.some((each) => each.do === 'text' || each.do === 'json');
}

function neededFiles(lesson: string, changes: readonly NeutralChange[], parts: BatchParts): FolderFiles {
  const files = filesOf(lesson, changes, parts);
  if (files === undefined) throw new Error(`${changes.map(({ fullId }) => fullId).join(' + ')} cannot be made together`);
  return files;
}

/** The changed folders; undefined when not all of the changes can be made together. */
function filesOf(lesson: string, changes: readonly NeutralChange[], { dir, fixedNames }: BatchParts): FolderFiles | undefined {
  const listed = changes.find((change) => change.source === 'listed');
  const texts: FolderTexts = listed === undefined ? readFolder(dir, lesson) : changedFolders(dir, listed.listed);
  const equivalences = changes.flatMap((change) => (change.source === 'operator' ? [change.equivalence] : []));
  if (equivalences.length === 0) return texts;
  const made = compose(toFolder(texts, lesson, fixedNames(lesson)), equivalences);
  if (made === undefined) return undefined;
  const others = [...texts].filter(([file]) => dirname(file) !== lesson);
  return new Map<string, string | Uint8Array>([...others, ...made.files.map((file) => [join(lesson, file.name), fileBytes(file)] as const)]);
}

function rank({ fullId }: NeutralChange, seed: string): string {
  return createHash('sha256').update(`${seed}\n${fullId}`).digest('hex');
}
