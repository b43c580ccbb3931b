import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { texts } from '../text/texts.ts';
import { nearestName } from '../text/nearest-name.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { LessonToRun } from './lesson-handle.ts';

const t = texts.run;

/** Where lessons are looked for. */
export interface LessonFolders {
  specs: string;
  /** Our own manifests: a folder here and a spec of the same name make a lesson. */
  ours: string;
}

/**
 * Every lesson there is, in the order in which they start: first those that `order.yaml` beside the specs names, then the
 * others as they are taught (their names start with numbers). Throws {@link EnvironmentError} when it names one that is not there.
 */
export function findLessons(folders: LessonFolders): LessonToRun[] {
  const first = startOrder(folders.specs);
  const place = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return readdirSync(folders.specs)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => ({ name: file.slice(0, -'.spec.ts'.length), specFile: resolve(folders.specs, file) }))
    .filter(({ name }) => existsSync(join(folders.ours, name)))
    .sort((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name));
}

/** Names for people, in the order in which the lessons are taught rather than started. */
export function asTaught(lessons: readonly LessonToRun[]): string[] {
  return lessons.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
}

function startOrder(specs: string): string[] {
  const file = join(specs, 'order.yaml');
  if (!existsSync(file)) return [];
  const names: unknown = parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new EnvironmentError(file, t.notAList, t.notAListHint);
  }
  const unknown = names.find((name) => !existsSync(join(specs, `${name}.spec.ts`)));
  if (unknown !== undefined) throw new EnvironmentError(file, t.noSpec(unknown), t.noSpecHint);
  return names;
}

/**
 * The lessons that were asked for; all when none was. A lesson may be named in short (`04`, `mysql`) where that is clear.
 * Throws {@link EnvironmentError} with the list of what exists.
 */
export function selectLessons(all: readonly LessonToRun[], asked: readonly string[]): LessonToRun[] {
  const chosen = new Set(asked.map((word) => oneLesson(all, word)));
  return asked.length === 0 ? [...all] : all.filter((lesson) => chosen.has(lesson));
}

function oneLesson(all: readonly LessonToRun[], word: string): LessonToRun {
  const exact = all.find(({ name }) => name === word);
  if (exact !== undefined) return exact;
  const short = all.filter(({ name }) => name.startsWith(`${word}-`) || name.replace(/^\d+-/, '') === word);
  const [only] = short;
  if (only !== undefined && short.length === 1) return only;
  const names = asTaught(all);
  if (short.length > 1) {
    throw new EnvironmentError(t.lesson, t.ambiguous(word, asTaught(short)), t.ambiguousHint);
  }
  const meant = nearestName(word, names) ?? suggestShort(word, names);
  throw new EnvironmentError(t.lesson, meant === undefined ? t.noLesson(word) : t.noLessonMeant(word, meant), t.lessons(names.join(', ')));
}

/** A misspelt short name (`mysqll`) means the lesson with that topic. */
function suggestShort(word: string, names: readonly string[]): string | undefined {
  const topic = nearestName(word, names.map((name) => name.replace(/^\d+-/, '')));
  return topic === undefined ? undefined : names.find((name) => name.endsWith(topic));
}
