import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LessonFailure } from '../verdict/lesson-failure.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isMap } from './field-path.ts';
import { Manifest } from './manifest.ts';
import type { Source } from './source.ts';
import { parseSources, YamlProblem } from './source.ts';

const t = texts.manifests;

/** Whether a file name is one that is read: `*.yaml`, `*.yml`, `*.json`, not hidden. */
export function isManifestFile(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) && !name.startsWith('.');
}

/** Whether a folder holds a lesson's objects. */
export function hasLesson(dir: string, lesson: string): boolean {
  try {
    return readdirSync(join(dir, lesson)).some(isManifestFile);
  } catch {
    return false;
  }
}

/**
 * Reads all objects of a lesson's folder, whatever the files are called and in whatever order.
 *
 * @throws LessonFailure when the folder is empty, a file is not YAML, something in it is not an object, or two objects
 * have the same kind and name
 */
export function loadLesson(dir: string, lesson: string): Manifest[] {
  const files = listFiles(dir, lesson);
  const manifests = files.flatMap((file) => loadFile(dir, file, lesson));
  if (manifests.length === 0) {
    throw new LessonFailure({
      expected: t.anObject,
      observed: files.length === 0 ? t.noFile : t.noObjectIn(files.join(', ')),
      object: `Folder/${lesson}`,
      elapsedMs: 0,
      hint: t.hints.emptyFolder(join(dir, lesson)),
      evidence: [],
    });
  }
  refuseDuplicates(manifests);
  return manifests;
}

function listFiles(dir: string, lesson: string): string[] {
  try {
    return readdirSync(join(dir, lesson)).filter(isManifestFile).sort().map((name) => `${lesson}/${name}`);
  } catch {
    return [];
  }
}

function loadFile(dir: string, file: string, lesson: string): Manifest[] {
  let sources: Source[];
  try {
    sources = parseSources(readFileSync(join(dir, file), 'utf8'), file);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const { line, column } = error.position;
    throw refused(file, line, t.yaml, t.at(error.problem, `${file}:${line}:${column}`), t.hints.yaml);
  }
  return sources.map((source) => toManifest(source, lesson));
}

function toManifest(source: Source, lesson: string): Manifest {
  const value = source.value();
  const { file, line } = source.at([]);
  if (!isMap(value)) throw refused(file, line, t.kubernetesObject, Array.isArray(value) ? t.aList : t.a(typeof value), t.hints.notAnObject);
  const metadata = isMap(value['metadata']) ? value['metadata'] : {};
  const missing = [
    ...['apiVersion', 'kind'].filter((field) => typeof value[field] !== 'string'),
    ...(typeof metadata['name'] === 'string' ? [] : ['metadata.name']),
  ];
  if (missing.length > 0) {
    throw refused(file, line, t.basicFields, t.without(missing), t.hints.missingFields(missing.join(', ')), missing[0]);
  }
  return new Manifest(value, source, lesson);
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
    evidence: [],
  });
}

/** Names where the first of two was written: which one is meant is the learner's to say. */
function refuseDuplicates(manifests: readonly Manifest[]): void {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const first = seen.get(manifest.id);
    seen.set(manifest.id, manifest);
    if (first === undefined) continue;
    const before = first.at('metadata.name');
    throw new LessonFailure({
      expected: t.once,
      observed: t.alsoIn(manifest.id, `${before.file}:${before.line}`),
      object: manifest.id,
      field: 'metadata.name',
      ...manifest.at('metadata.name'),
      elapsedMs: 0,
      refused: true,
      hint: t.hints.duplicate,
      evidence: [],
    });
  }
}
