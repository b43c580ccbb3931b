import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap } from '../values/field-path.ts';
import { hasLesson } from '../manifests/load.ts';
import { isManifestFile } from '../manifests/reading/unread.ts';
import { YamlProblem } from '../manifests/yaml-problem.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { parseSources, type Source } from '../manifests/source.ts';
import { changeText, valueIn } from './change-text.ts';
import type { Change, Variant } from './mutant.ts';

/** The texts of the folders that a variant of a lesson needs, by their paths below the folder of lessons. */
export type FolderTexts = ReadonlyMap<string, string>;

/** The lesson's folder, changed, with the folder of another lesson where one of its objects is changed. Throws an Error. */
export function changedFolders(dir: string, variant: Variant): FolderTexts {
  const texts = new Map(readFolder(dir, variant.lesson));
  for (const change of variant.changes) {
    const object = change.of ?? variant.object;
    const folder = folderOf(dir, variant, object);
    if (![...texts.keys()].some((file) => dirname(file) === folder)) for (const [file, text] of readFolder(dir, folder)) texts.set(file, text);
    for (const each of inSteps(texts, folder, object, change)) makeChange(texts, folder, object, each);
  }
  return texts;
}

export function readFolder(dir: string, lesson: string): FolderTexts {
  return new Map(readdirSync(join(dir, lesson)).filter(isManifestFile).sort().map((name) => [join(lesson, name), readFileSync(join(dir, lesson, name), 'utf8')]));
}

/** The folder that has the object: the one named by the variant, else the lesson's own, else the first that has it. */
function folderOf(dir: string, variant: Variant, object: ObjectName): string {
  if (variant.folder !== undefined) return variant.folder;
  const others = readdirSync(dir).filter((name) => name !== variant.lesson && hasLesson(dir, name)).sort();
  const found = [variant.lesson, ...others].find((name) => [...readFolder(dir, name)].some(([file, text]) => namesIn(text, file).includes(object)));
  if (found === undefined) throw new Error(`no lesson has ${object}`);
  return found;
}

function makeChange(texts: Map<string, string>, folder: string, object: ObjectName, change: Change): void {
  const found = findObject(texts, folder, object);
  if (found === undefined) throw new Error(`${folder} has no ${object}`);
  texts.set(found.file, changeText(found.source, change));
}

/** A move is a removal and an addition: the text is read anew in between. */
function inSteps(texts: FolderTexts, folder: string, object: ObjectName, change: Change): Change[] {
  if (change.do !== 'move') return [change];
  const found = findObject(texts, folder, object);
  if (found === undefined) throw new Error(`${folder} has no ${object}`);
  return [{ do: 'remove', path: change.path }, { do: 'set', path: change.to, to: valueIn(found.source, change.path) }];
}

function findObject(texts: FolderTexts, folder: string, object: ObjectName): { file: string; source: Source } | undefined {
  for (const [file, text] of texts) {
    if (dirname(file) !== folder) continue;
    const place = namesIn(text, file).indexOf(object);
    const source = place < 0 ? undefined : objectsIn(text, file)[place];
    if (source !== undefined) return { file, source };
  }
  return undefined;
}

/** `Kind/name` of the objects in texts that were read before: most files are the same in thousands of variants. */
const knownNames = new Map<string, readonly string[]>();

function namesIn(text: string, file: string): readonly string[] {
  const known = knownNames.get(text);
  if (known !== undefined) return known;
  const names = objectsIn(text, file).map((source) => objectNameOf(source.value()));
  knownNames.set(text, names);
  return names;
}

/** The objects of a text; none where a change has left something that is not YAML. */
export function objectsIn(text: string, file: string): Source[] {
  try {
    return parseSources(text, file);
  } catch (error) {
    if (error instanceof YamlProblem) return [];
    throw error;
  }
}

/** `Kind/name` of what a text holds; empty when it is no object. */
export function objectNameOf(object: unknown): string {
  const metadata = isMap(object) ? object['metadata'] : undefined;
  return isMap(object) && isMap(metadata) ? `${String(object['kind'])}/${String(metadata['name'])}` : '';
}
