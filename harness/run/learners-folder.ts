import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { entryOf, missingFrom, namesOf, type Contract } from '../manifests/contract.ts';
import { hasLesson, hasManifests, readFolder } from '../manifests/load.ts';
import type { ManifestFolders } from '../manifests/manifests.ts';
import { readContracts } from '../manifests/read-contract.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isSystemError, systemReason } from '../values/system-error.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { describeFailure } from '../verdict/lesson-failure.ts';
import type { LessonToRun } from './lesson-handle.ts';
import { asTaught, selectLessons } from './lessons.ts';

const t = texts.run;

/** What `--manifests` names: which lessons are run with it, and how its files are read. */
export interface LearnersFolder {
  lessons: LessonToRun[];
  folders: Pick<ManifestFolders, 'dir' | 'flat'>;
  /** What a reader should know of how the folder was understood. */
  notes: Text[];
}

/**
 * Finds out how a folder is laid out: a folder for each lesson; one of these folders itself; or one folder in which the objects
 * of all lessons lie, which their kinds and names tell apart.
 *
 * @param asked lessons as typed; when none is, those are run that the folder holds
 * @throws EnvironmentError when it holds none of them
 */
export function learnersFolder(folder: string, all: readonly LessonToRun[], asked: readonly string[], specs: string): LearnersFolder {
  try {
    return folderOf(folder, all, asked, specs);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new EnvironmentError('--manifests', t.folderUnreadable(folder, systemReason(error)), t.noFolderHint(asTaught(all).join(', ')));
  }
}

function folderOf(folder: string, all: readonly LessonToRun[], asked: readonly string[], specs: string): LearnersFolder {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isFile() === true) throw new EnvironmentError('--manifests', t.isFile(folder), t.isFileHint(dirname(folder)));
  if (found?.isDirectory() !== true) throw new EnvironmentError('--manifests', t.noFolder(folder), t.noFolderHint(asTaught(all).join(', ')));
  const chosen = selectLessons(all, asked);
  const here = foldersIn(folder);
  const inFolders = chosen.filter(({ name }) => here.includes(name));
  const missing = chosen.filter(({ name }) => !here.includes(name));
  const loose = hasManifests(folder);
  if (inFolders.length === 0 && hasLesson(dirname(folder), basename(folder))) {
    const itself = lessonOf(folder, all, chosen, asked);
    if (itself !== undefined) return { lessons: [itself], folders: { dir: dirname(folder) }, notes: [t.isLesson(folder, itself.name)] };
  }
  if (loose && (asked.length > 0 ? missing.length > 0 : inFolders.length === 0)) return flatFolder(folder, all, asked, specs);
  return { lessons: inFolderOfLessons(folder, { all, asked, found: inFolders, missing, here }), folders: { dir: folder }, notes: loose ? [t.looseFiles(folder)] : [] };
}

/** The lesson whose folder this is, by its name. */
function lessonOf(folder: string, all: readonly LessonToRun[], chosen: readonly LessonToRun[], asked: readonly string[]): LessonToRun | undefined {
  const lesson = all.find(({ name }) => name === basename(folder));
  return lesson !== undefined && (asked.length === 0 || (chosen.length === 1 && chosen[0] === lesson)) ? lesson : undefined;
}

interface FolderOfLessons {
  all: readonly LessonToRun[];
  asked: readonly string[];
  found: LessonToRun[];
  missing: LessonToRun[];
  here: readonly string[];
}

function inFolderOfLessons(folder: string, { all, asked, found, missing, here }: FolderOfLessons): LessonToRun[] {
  const holds = here.length === 0 ? t.noFolders : here.join(', ');
  if (asked.length > 0 && missing.length > 0) throw new EnvironmentError('--manifests', t.noFolderOf(folder, asTaught(missing).join(', ')), t.holds(holds));
  if (found.length === 0) throw new EnvironmentError('--manifests', t.holdsNone(folder), t.holdsNoneHint(holds, asTaught(all).join(', ')));
  return found;
}

/** One folder for all lessons: those are run that were asked for, or those that it has all objects of. */
function flatFolder(folder: string, all: readonly LessonToRun[], asked: readonly string[], specs: string): LearnersFolder {
  const { manifests, failures } = readFolder({ dir: folder, folder: '', lesson: '', subfolders: false });
  const present = manifests.map(({ id }) => id);
  const contracts = readContracts(specs).filter(({ lesson }) => all.some(({ name }) => name === lesson));
  const chosen = asked.length > 0 ? selectLessons(all, asked) : all.filter(({ name }) => isThere(name, contracts, present));
  if (chosen.length === 0) {
    const [failure] = failures;
    const names = contracts.map((contract) => `${contract.lesson}: ${namesOf(contract).join(', ')}`).join('; ');
    throw new EnvironmentError('--manifests', failure === undefined ? t.flatNone(folder) : t.flatUnreadable(folder, describeFailure(failure.failure)), t.flatNoneHint(names));
  }
  const partly = asked.length > 0 ? [] : contracts.filter((contract) => !chosen.some(({ name }) => name === contract.lesson) && namesOf(contract).some((name) => present.includes(name)));
  return {
    lessons: chosen,
    folders: { dir: folder, flat: chosen.map(({ name }) => name) },
    notes: [t.flat(folder), ...partly.map((contract) => t.flatPartly(contract.lesson, lackingIn(contract, present).join(', ')))],
  };
}

/** Whether a folder has all that the promise of a lesson names, or something that no other lesson names. */
function isThere(lesson: string, contracts: readonly Contract[], present: LearnersObjects): boolean {
  const contract = contracts.find((each) => each.lesson === lesson);
  if (contract === undefined) return false;
  if (lackingIn(contract, present).length === 0) return true;
  const others = contracts.filter((each) => each !== contract);
  return present.some((name) => entryOf(contract, name) !== undefined && others.every((other) => entryOf(other, name) === undefined));
}

type LearnersObjects = Parameters<typeof missingFrom>[1];

function lackingIn(contract: Contract, present: LearnersObjects): string[] {
  return missingFrom(contract, present).filter(({ level }) => level === 'promise').map(({ object }) => object);
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || (entry.isSymbolicLink() && leadsToFolder(join(folder, entry.name)))))
    .map((entry) => entry.name)
    .sort();
}

/** A link that leads nowhere, in a circle, or where this user may not look, leads to no folder. */
function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    return false;
  }
}
