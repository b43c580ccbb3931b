import { basename, dirname } from 'node:path';
import { isMap } from '../../values/field-path.ts';
import type { ObjectName } from '../../manifests/manifest.ts';
import { parseSources } from '../../manifests/source.ts';
import { objectNameOf, type FolderTexts } from '../manifest-folders.ts';

/** Part of an object: keys and values as JSON has them. */
export type Fields = Record<string, unknown>;

/** How a file is written: nothing of it says anything about its objects. */
export interface Style {
  /** `list`: one object of `kind: List`; `flow`: YAML in braces; `quoted`: every text in quotation marks. */
  form: 'yaml' | 'list' | 'json' | 'flow' | 'quoted' | 'indented' | 'marked';
  comments: boolean;
  lines: 'lf' | 'crlf';
  encoding: 'utf-8' | 'utf-8 with a mark' | 'utf-16';
}

export const plainStyle: Style = { form: 'yaml', comments: false, lines: 'lf', encoding: 'utf-8' };

/** A file of a lesson's folder: what it says, and how that is written. */
export interface WrittenFile {
  /** With its ending. */
  name: string;
  objects: Fields[];
  style: Style;
  /** The text that it had at first: kept as long as neither objects nor style are others. */
  text?: string;
}

/** A lesson's folder as equivalence operators change it, in place. */
export interface WrittenFolder {
  files: WrittenFile[];
  /** Names that the lesson's text tells the learner to use, so that no operator gives the thing another one. */
  fixedNames: ReadonlySet<string>;
}

/** Reads a folder's texts. Throws YamlProblem when one is not YAML. */
export function toFolder(texts: FolderTexts, lesson: string, fixedNames: ReadonlySet<string> = new Set()): WrittenFolder {
  const files = [...texts].filter(([file]) => dirname(file) === lesson).map(([file, text]) => {
    const objects = parseSources(text, file).map((source) => source.value()).filter(isMap);
    return { name: basename(file), objects: copy(objects), style: { ...plainStyle }, text };
  });
  return { files, fixedNames };
}

/** A folder that may be changed without changing this one. */
export function copyFolder({ files, fixedNames }: WrittenFolder): WrittenFolder {
  return { files: files.map((file) => ({ ...file, objects: copy(file.objects), style: { ...file.style } })), fixedNames };
}

/** A deep copy in which nothing stands for two things, as what an alias in YAML leads to would. */
export function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Every object of a folder with its name and the file that it is in. */
export function objectsOf({ files }: WrittenFolder): { object: Fields; name: ObjectName; file: WrittenFile }[] {
  return files.flatMap((file) => file.objects.map((object) => ({ object, name: objectNameOf(object) as ObjectName, file })));
}

/** The objects of a kind, with their names. */
export function ofKind(folder: WrittenFolder, kind: string): { object: Fields; name: ObjectName; file: WrittenFile }[] {
  return objectsOf(folder).filter(({ object }) => object['kind'] === kind);
}

/** The map at a path of keys; undefined when something on the way is none. */
export function mapAt(fields: unknown, ...keys: string[]): Fields | undefined {
  const found = keys.reduce<unknown>((here, key) => (isMap(here) ? here[key] : undefined), fields);
  return isMap(found) ? found : undefined;
}

/** The maps of the list at a path of keys; empty when there is none. */
export function listAt(fields: unknown, ...keys: string[]): Fields[] {
  const found = keys.reduce<unknown>((here, key) => (isMap(here) ? here[key] : undefined), fields);
  return Array.isArray(found) ? found.filter(isMap) : [];
}

/** The map below a key, made when there is none. */
export function madeAt(fields: Fields, key: string): Fields {
  const found = fields[key];
  if (isMap(found)) return found;
  const made: Fields = {};
  fields[key] = made;
  return made;
}
