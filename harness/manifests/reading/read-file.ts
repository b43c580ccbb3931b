import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { learnSecrets } from '../../secrets/known-secrets.ts';
import { verbatim, type Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { isSystemError, systemReason } from '../../values/system-error.ts';
import { LessonFailure } from '../../verdict/lesson-failure.ts';
import { parseSources, type Source } from '../source.ts';
import { YamlProblem } from '../yaml-problem.ts';
import { decode, mostBytes, mostBytesOfFolder, type OddEncoding } from './decode.ts';
import { isEndless } from './endless.ts';
import { foreignFile, isHelmTemplate } from './foreign.ts';
import { hasHalfLetters } from './half-letters.ts';
import { lettersIn } from './letters-in.ts';
import { lookalikeNear } from './lookalikes.ts';
import { mistyped } from './mistyped.ts';
import { refusedFile } from './refused-file.ts';

const t = texts.manifests;
const r = texts.reading;

/** What stands in a file where an object should, as it is written and as plain values. */
export interface Written {
  source: Source;
  value: unknown;
}

/** What a file holds; nothing where it is another tool's. Throws LessonFailure where nothing of it can be read. */
export function readFile(dir: string, file: string, notes: Text[]): Written[] {
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

/** Throws LessonFailure where the files of a folder are far too many bytes for manifests together, about the one with which they are. */
export function requireBearable(dir: string, files: readonly string[]): void {
  let bytes = 0;
  for (const file of files) {
    bytes += sizeOf(join(dir, file));
    if (bytes > mostBytesOfFolder) throw refusedFile(file, 1, t.yaml, r.unreadable.folderTooLarge(mostBytesOfFolder / 1_000_000), r.unreadable.tooLargeHint);
  }
}

/** Bytes of a file that will be read. What cannot be, or is too large by itself, is told when it is read. */
function sizeOf(path: string): number {
  try {
    const { size } = statSync(path);
    return size > mostBytes ? 0 : size;
  } catch {
    return 0;
  }
}

/** Throws LessonFailure for what is no file, is far too large for manifests, or cannot be read. */
function bytesOf(dir: string, file: string): Uint8Array {
  try {
    const found = statSync(join(dir, file));
    // Reading a pipe or a device would never come to an end.
    if (!found.isFile()) throw refusedFile(file, 1, t.yaml, r.unreadable.noFile, r.unreadable.hint);
    if (!isWithin(realpathSync(join(dir, file)), realpathSync(file.startsWith(`..${sep}`) ? dirname(join(dir, file)) : dir))) throw leadsOut(file);
    if (found.size > mostBytes) throw refusedFile(file, 1, t.yaml, r.unreadable.tooLarge(Math.ceil(found.size / 1_000_000), mostBytes / 1_000_000), r.unreadable.tooLargeHint);
    return readFileSync(join(dir, file));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // A name in another encoding is read with a replacement for each byte of it, and names no file any more.
    if (file.includes('\uFFFD')) throw refusedFile(file, 1, t.yaml, r.unreadable.name, r.unreadable.nameHint);
    throw refusedFile(file, 1, t.yaml, r.unreadable.error(systemReason(error)), r.unreadable.hint);
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
    throw refusedFile(file, line, t.kubernetesObject, error instanceof ReferenceError ? r.notObject.tooMany : r.notObject.merge, r.notObject.endlessHint);
  }
  if (isEndless(value)) throw refusedFile(file, line, t.kubernetesObject, r.notObject.endless, r.notObject.endlessHint);
  // More than a file may have, by aliases alone.
  if (lettersIn(value) > 2 * mostBytes) throw refusedFile(file, line, t.kubernetesObject, r.notObject.tooMany, r.notObject.endlessHint);
  if (hasHalfLetters(value)) throw refusedFile(file, line, t.kubernetesObject, r.notObject.halfLetter, r.notObject.halfLetterHint);
  return value;
}

function nameOf(encoding: OddEncoding): Text {
  return encoding === 'unknown' ? r.encoding.unknown : verbatim(encoding);
}

function inOddEncoding(file: string, { encoding, line }: { encoding: OddEncoding; line: number }): LessonFailure {
  const known = encoding !== 'unknown';
  return refusedFile(file, line, r.encoding.expected, known ? r.encoding.observed(encoding) : r.encoding.unknown, known ? r.encoding.hintWith(encoding === 'UTF-16' ? 'UTF-16LE' : encoding) : r.encoding.hint);
}

function notYaml(file: string, text: string, { problem, hint, position: { line, column } }: YamlProblem): LessonFailure {
  const near = lookalikeNear(text, line);
  if (near !== undefined) return mistyped(file, text, near);
  if (isHelmTemplate(text)) return refusedFile(file, line, t.yaml, r.foreign.helmTemplate, r.foreign.helmHint);
  const fence = text.split('\n').findIndex((each) => each.startsWith('```'));
  if (fence >= 0) return refusedFile(file, fence + 1, t.yaml, r.notObject.fence, r.notObject.fenceHint);
  return refusedFile(file, line, t.yaml, t.at(problem, `${file}:${line}:${column}`), hint ?? t.hints.yaml);
}
