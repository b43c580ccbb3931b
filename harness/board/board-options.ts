import { resolve } from 'node:path';
import type { CommandLine } from '../cli/command-line.ts';
import { filled, wholeNumber } from '../cli/values.ts';
import { lessonFolders } from '../process/checkout.ts';
import { asTaught, findLessons, selectLessons } from '../run/lessons.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { isLoopback } from './serve.ts';

const t = texts.workshop.board;

/** What `npm run board` was asked to do. */
export interface BoardCommand {
  context: string;
  /** Names of namespaces, `*` for any letters. */
  namespaces: string[];
  /** Names of lessons, as they are taught. */
  lessons: string[];
  host: string;
  port: number;
  /** Absolute: a folder for one page and one table, instead of a server. */
  export?: string;
  folders: { specs: string; ours: string };
}

/** Lessons that can be judged where they run by only looking, and are shown where none is named. */
const usual = ['01', '02', '03', '04'];

export const boardLine: CommandLine = {
  name: 'npm run board --',
  about: t.about,
  options: [
    { flags: '--context <name>', about: t.context, read: filled },
    { flags: '--namespaces <patterns>', about: t.namespaces, read: filled, initial: 'learner-*' },
    { flags: '--lessons <lessons>', about: t.lessons, read: filled, initial: usual.join(',') },
    { flags: '--port <n>', about: t.port, read: wholeNumber(0, 65_535), initial: 18_090 },
    { flags: '--listen <address>', about: t.listen, read: filled, initial: '127.0.0.1' },
    { flags: '--export <dir>', about: t.export, read: filled },
  ],
  more: [{ heading: texts.cli.help.examples, lines: Object.values(t.examples) }],
};

/** The options as they were read from the command line. Throws EnvironmentError for what is missing. */
export function boardOptions(raw: Readonly<Record<string, unknown>>, cwd = process.cwd()): BoardCommand {
  const { context, namespaces, lessons, port, listen, export: folder } = raw as { context?: string; namespaces: string; lessons: string; port: number; listen: string; export?: string };
  if (context === undefined) throw new EnvironmentError('--context', texts.verify.needed('--context'), t.neededHint);
  return {
    context, port, host: listen, folders: lessonFolders, namespaces: namespaces.split(',').map((each) => each.trim()),
    lessons: asTaught(selectLessons(findLessons(lessonFolders), lessons.split(',').map((each) => each.trim()))),
    ...defined({ export: folder === undefined ? undefined : resolve(cwd, folder) }),
  };
}

/** Whether a namespace is one of the room. */
export function namespaceFilter(patterns: readonly string[]): (name: string) => boolean {
  const all = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`));
  return (name) => all.some((pattern) => pattern.test(name));
}

/** Whether others than this machine will be able to read the board. */
export function isOpen({ host }: Pick<BoardCommand, 'host'>): boolean {
  return !isLoopback(host);
}
