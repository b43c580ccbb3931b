import { relative, resolve } from 'node:path';
import { languageOf } from '../text/reader-language.ts';
import { lessonStatus } from '../verdict/tally.ts';
import type { LessonResult } from '../verdict/results.ts';
import { initialLevel, type TestOptions } from './test-options.ts';

/** What of the options of a run makes its result, apart from the lessons. */
type Kept = Pick<TestOptions, 'manifests' | 'level' | 'allowed' | 'context' | 'ingress' | 'grep' | 'keep' | 'report' | 'language'>;

/** The command that runs again the lessons that did not pass, with the same options; undefined when all passed. */
export function rerunCommand(lessons: readonly LessonResult[], options: Kept, cwd = process.cwd(), env: NodeJS.ProcessEnv = process.env): string | undefined {
  const names = lessons.filter((lesson) => ['failed', 'invalid'].includes(lessonStatus(lesson, options.level))).map(({ name }) => name);
  if (names.length === 0) return undefined;
  const { manifests, level, allowed, context, ingress, grep, keep, report, language } = options;
  const folder = (path: string): string => {
    const short = relative(cwd, path);
    return short.startsWith('..') ? path : short;
  };
  return [
    'npm test --', ...names.map(short),
    ...option('--manifests', manifests === undefined ? undefined : folder(manifests)),
    ...option('--level', level === initialLevel(manifests) ? undefined : level),
    ...option('--allow', allowed.length === 0 ? undefined : allowed.join(',')),
    ...option('--context', context), ...option('--ingress', ingress), ...option('--grep', grep),
    ...option('--report', report === resolve(cwd, 'report') ? undefined : folder(report)),
    ...option('--lang', language === languageOf(env) ? undefined : language),
    ...(keep === false ? [] : ['--keep']),
  ].join(' ');
}

/** `04` for `04-mysql`; a lesson without a number by its name. */
export function short(name: string): string {
  return /^\d+(?=-)/.exec(name)?.[0] ?? name;
}

/** An option as it is typed; nothing where it has no value. */
export function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, quoted(value)];
}

/** As a POSIX shell reads it as one word. */
function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
