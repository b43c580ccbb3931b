import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { learnSecrets } from '../secrets/known-secrets.ts';
import { redactSource } from '../secrets/redact-source.ts';
import { Failures } from '../verdict/failures.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { verbatim, type Text } from '../text/language.ts';
import { oneLine, shorten } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isSystemError, systemReason } from '../values/system-error.ts';
import { isMap } from '../values/field-path.ts';
import { Manifest } from './manifest.ts';
import { isAddressable } from './reading/addressable.ts';
import { decode, mostBytes, type OddEncoding } from './reading/decode.ts';
import { unexported, type Unexported } from './reading/exported.ts';
import { isEndless } from './reading/endless.ts';
import { foreignFile, isHelmTemplate } from './reading/foreign.ts';
import { hasHalfLetters } from './reading/half-letters.ts';
import { lookalikeNear, lookalikes, type Lookalike } from './reading/lookalikes.ts';
import { describeUnread, isManifestFile, unreadFiles, type UnreadFile } from './reading/unread.ts';
import { YamlProblem } from './reading/yaml-problem.ts';
import type { Source } from './source.ts';
import { parseSources } from './source.ts';

const t = texts.manifests;
const r = texts.reading;

/** What a folder of manifests holds. */
export interface ReadFolder {
  manifests: Manifest[];
  /** What cannot be taken: no YAML, no object, or two of one name. */
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

/** Whether a folder holds a lesson's objects. */
export function hasLesson(dir: string, lesson: string): boolean {
  return hasManifests(join(dir, lesson));
}

/** Whether manifests lie directly in a folder. */
export function hasManifests(dir: string): boolean {
  return filesIn(dir).length > 0;
}

/**
 * Reads all objects of a lesson's folder, whatever the files are called and in whatever order.
 *
 * @throws LessonFailure about all that cannot be taken: the folder is empty, a file is not YAML, something in it is not an
 * object, or two objects have the same kind and name
 */
export function loadLesson(dir: string, lesson: string): Manifest[] {
  const { manifests, failures } = readFolder({ dir, folder: lesson, lesson });
  const all = new Failures();
  all.add(...failures);
  all.throwIfAny();
  return manifests;
}

/** Reads a folder as `kubectl apply -f FOLDER` does, and says what it cannot take, what it leaves out and what it does not read. */
export function readFolder({ dir, folder, lesson, subfolders = true }: FolderPlace): ReadFolder {
  const failures = new Failures();
  const notes: Text[] = [];
  const files = filesIn(join(dir, folder)).map((name) => (folder === '' ? name : `${folder}/${name}`));
  const unread = unreadFiles(join(dir, folder), subfolders);
  const exports = new Map<string, string[]>();
  const made: { object: string; owner: string }[] = [];
  const manifests = files.flatMap((file) => (failures.try(() => readFile(dir, file, notes)) ?? []).flatMap((object) => {
    const read = failures.try(() => toManifest(object, lesson));
    if (read === undefined) return [];
    const { manifest, left, madeBy } = read;
    if (madeBy === undefined && left.length > 0) exports.set(manifest.id, left);
    if (madeBy !== undefined) made.push({ object: manifest.id, owner: madeBy });
    return madeBy === undefined ? [manifest] : [];
  }));
  if (made.length > 0) notes.push(noteOfMade(made));
  if (exports.size > 0) notes.push(r.exported.note([...new Set([...exports.values()].flat().map(lastKey))], [...exports.keys()]));
  const there = describeUnread(folder, unread);
  if (manifests.length === 0 && failures.seen.length === 0) failures.add(emptyFolder(join(dir, folder), lesson, files, there));
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
  try {
    return readdirSync(dir, { withFileTypes: true }).filter((entry) => !entry.isDirectory() && isManifestFile(entry.name)).map(({ name }) => name).sort();
  } catch {
    return [];
  }
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

interface Written {
  source: Source;
  value: unknown;
}

/** What a file holds; nothing where it is another tool's. Throws LessonFailure where nothing of it can be read. */
function readFile(dir: string, file: string, notes: Text[]): Written[] {
  const { text, odd } = decode(bytesOf(dir, file));
  learnSecrets(text);
  let sources: Source[];
  try {
    sources = parseSources(text, file);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    if (odd !== undefined) throw inOddEncoding(file, odd);
    throw notYaml(file, text, error);
  }
  const objects = sources.map((source) => ({ source, value: valueOf(source) }));
  if (odd !== undefined) {
    // Letters of comments reach nobody; those of values would reach the cluster as something else.
    if (odd.encoding === 'UTF-16' || objects.some(({ value }) => /[^\0-\x7F]/.test(JSON.stringify(value)))) throw inOddEncoding(file, odd);
    notes.push(r.encoding.note(file, nameOf(odd.encoding)));
  }
  return objects.filter(({ value }) => {
    const what = foreignFile(file, value);
    if (what !== undefined) notes.push(r.foreign.note(file, what));
    return what === undefined;
  });
}

/** Throws LessonFailure for what is no file, is far too large for manifests, or cannot be read. */
function bytesOf(dir: string, file: string): Uint8Array {
  try {
    const found = statSync(join(dir, file));
    // Reading a pipe or a device would never come to an end.
    if (!found.isFile()) throw refused(file, 1, t.yaml, r.unreadable.noFile, r.unreadable.hint);
    if (!isWithin(realpathSync(join(dir, file)), realpathSync(file.startsWith(`..${sep}`) ? dirname(join(dir, file)) : dir))) throw leadsOut(file);
    if (found.size > mostBytes) throw refused(file, 1, t.yaml, r.unreadable.tooLarge(Math.ceil(found.size / 1_000_000), mostBytes / 1_000_000), r.unreadable.tooLargeHint);
    return readFileSync(join(dir, file));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw refused(file, 1, t.yaml, r.unreadable.error(systemReason(error)), r.unreadable.hint);
  }
}

/** Whether a file lies below a folder. A folder that another place lends is taken as it is there. */
function isWithin(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** A link to a file outside of the folder: whoever has sent the folder would read that file in the report. So nothing of it is shown. */
function leadsOut(file: string): LessonFailure {
  return new LessonFailure({ expected: t.yaml, observed: r.unreadable.leadsOut, object: `File/${file}`, elapsedMs: 0, refused: true, hint: r.unreadable.leadsOutHint });
}

/** The object as plain values. Throws LessonFailure where aliases make something without an end of it, or far too much. */
function valueOf(source: Source): unknown {
  const { file, line } = source.at([]);
  let value: unknown;
  try {
    value = source.value();
  } catch (error) {
    // The reader counts how often aliases are followed, and gives up where a few lines would become millions.
    throw refused(file, line, t.kubernetesObject, error instanceof ReferenceError ? r.notObject.tooMany : r.notObject.merge, r.notObject.endlessHint);
  }
  if (isEndless(value)) throw refused(file, line, t.kubernetesObject, r.notObject.endless, r.notObject.endlessHint);
  if (hasHalfLetters(value)) throw refused(file, line, t.kubernetesObject, r.notObject.halfLetter, r.notObject.halfLetterHint);
  return value;
}

function nameOf(encoding: OddEncoding): Text {
  return encoding === 'unknown' ? r.encoding.unknown : verbatim(encoding);
}

function inOddEncoding(file: string, { encoding, line }: { encoding: OddEncoding; line: number }): LessonFailure {
  const known = encoding !== 'unknown';
  return refused(file, line, r.encoding.expected, known ? r.encoding.observed(encoding) : r.encoding.unknown, known ? r.encoding.hintWith(encoding === 'UTF-16' ? 'UTF-16LE' : encoding) : r.encoding.hint);
}

function notYaml(file: string, text: string, { problem, hint, position: { line, column } }: YamlProblem): LessonFailure {
  const near = lookalikeNear(text, line);
  if (near !== undefined) return mistyped(file, text, near);
  if (isHelmTemplate(text)) return refused(file, line, t.yaml, r.foreign.helmTemplate, r.foreign.helmHint);
  const fence = text.split('\n').findIndex((each) => each.startsWith('```'));
  if (fence >= 0) return refused(file, fence + 1, t.yaml, r.notObject.fence, r.notObject.fenceHint);
  return refused(file, line, t.yaml, t.at(problem, `${file}:${line}:${column}`), hint ?? t.hints.yaml);
}

/** Lines that are named beside the first. */
const linesNamed = 5;

function mistyped(file: string, text: string, { line, column, what }: Lookalike): LessonFailure {
  const place = t.at(what, `${file}:${line}:${column}`);
  const others = [...new Set(lookalikes(text).map((each) => each.line))].filter((each) => each !== line);
  return refused(file, line, r.lookalike.expected, others.length === 0 ? place : r.lookalike.more(place, others.slice(0, linesNamed), others.length), r.lookalike.hint);
}

/** What is text or a list, where an object should be. */
function noObject({ source, value }: Written): LessonFailure {
  const { file, line } = source.at([]);
  const [slip] = lookalikes(source.text, line);
  if (slip !== undefined) return mistyped(file, source.text, slip);
  if (Array.isArray(value)) return refused(file, line, t.kubernetesObject, t.aList, t.hints.notAnObject);
  if (typeof value !== 'string') return refused(file, line, t.kubernetesObject, t.a(typeof value), t.hints.notAnObject);
  if (/^NAME\s+\S/.test(value)) return refused(file, line, t.kubernetesObject, r.notObject.table, r.notObject.tableHint);
  return refused(file, line, t.kubernetesObject, r.notObject.text(shorten(oneLine(redactSource(value)))), r.notObject.textHint);
}

function toManifest(written: Written, lesson: string): Omit<Unexported, 'value'> & { manifest: Manifest } {
  const { source, value } = written;
  if (!isMap(value)) throw noObject(written);
  const { file, line } = source.at([]);
  const metadata = isMap(value['metadata']) ? value['metadata'] : {};
  const fields: [string, unknown][] = [['apiVersion', value['apiVersion']], ['kind', value['kind']], ['metadata.name', metadata['name']]];
  const missing = fields.filter(([, found]) => typeof found !== 'string').map(([field]) => field);
  if (missing.length > 0 || hasOddKey(value)) {
    const [slip] = lookalikes(source.text, line);
    if (slip !== undefined) throw mistyped(file, source.text, slip);
  }
  if (missing.length > 0) throw withoutBasics(source, value, missing);
  const name = String(metadata['name']);
  if (!isAddressable(name)) throw refused(file, source.at([{ key: 'metadata' }, { key: 'name' }]).line, t.basicFields, r.notObject.name(name), r.notObject.nameHint, 'metadata.name');
  const { value: cleaned, ...about } = unexported(value);
  return { manifest: new Manifest(cleaned, source, lesson), ...about };
}

/** An object that lacks what every object has: says which, and why it may be missing. */
function withoutBasics(source: Source, value: Record<string, unknown>, missing: readonly string[]): LessonFailure {
  const { file, line } = source.at([]);
  const metadata = isMap(value['metadata']) ? value['metadata'] : {};
  if (isHelmTemplate(source.text)) return refused(file, line, t.yaml, r.foreign.helmTemplate, r.foreign.helmHint);
  const inPlace = (path: string, observed: Text, hint: Text, field = path): LessonFailure =>
    refused(file, source.at(path.split('.').map((key) => ({ key }))).line, t.basicFields, observed, hint, field);
  const [wrong] = missing.filter((field) => !['undefined', 'object'].includes(typeof (field === 'metadata.name' ? metadata['name'] : value[field])));
  if (wrong !== undefined) return inPlace(wrong, r.notObject.noText(wrong, typeof (wrong === 'metadata.name' ? metadata['name'] : value[wrong])), r.notObject.noTextHint(wrong));
  if (missing.length === 1 && missing[0] === 'metadata.name') {
    if (typeof metadata['generateName'] === 'string') return inPlace('metadata.generateName', r.notObject.generateName, r.notObject.generateNameHint, 'metadata.name');
    if ('name' in value) return inPlace('name', r.notObject.outside('metadata.name', 'name'), r.notObject.outsideHint('name'), 'metadata.name');
  }
  return refused(file, line, t.basicFields, t.without(missing), t.hints.missingFields(missing.join(', ')), missing[0]);
}

/** Whether a key begins or ends with a letter that only looks like a space, or like a colon. */
function hasOddKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOddKey);
  return isMap(value) && Object.entries(value).some(([key, inner]) => /^[^\x21-\x7E]*[\s\u200B\uFEFF：]|[\s\u200B\uFEFF：]$/.test(key) || hasOddKey(inner));
}

/** The last key of a path, without the position that may follow it. */
function lastKey(path: string): string {
  return /(?:\['[^']*\/)?([^.'/[\]]+)(?:\[\d+\])?(?:'\])?$/.exec(path)?.[1] ?? path;
}

function refused(file: string, line: number, expected: Text, observed: Text, hint: Text, field?: string): LessonFailure {
  return new LessonFailure({
    expected,
    observed,
    object: `File/${file}`,
    ...(field === undefined ? {} : { field }),
    file,
    line,
    elapsedMs: 0,
    refused: true,
    hint,
  });
}

/** Names where the first of two was written: which one is meant is the learner's to say. Two in the same words are one. */
function withoutDuplicates(manifests: readonly Manifest[], failures: Failures, notes: Text[]): Manifest[] {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const first = seen.get(manifest.id);
    if (first === undefined) {
      seen.set(manifest.id, manifest);
      continue;
    }
    const [before, here] = [first, manifest].map((each) => each.at('metadata.name')).map(({ file = '', line = 0 }) => `${file}:${line}`);
    if (isDeepStrictEqual(first.object, manifest.object)) {
      notes.push(r.copies.note(manifest.id, before ?? '', here ?? ''));
      continue;
    }
    failures.add(new LessonFailure({
      expected: t.once,
      observed: t.alsoIn(manifest.id, before ?? ''),
      object: manifest.id,
      field: 'metadata.name',
      ...manifest.at('metadata.name'),
      elapsedMs: 0,
      refused: true,
      hint: r.copies.hint(here ?? ''),
    }));
  }
  return [...seen.values()];
}

/** Notes of several folders, each once. */
export function distinct(notes: readonly Text[]): Text[] {
  return [...new Map(notes.map((note) => [note.en, note])).values()];
}

