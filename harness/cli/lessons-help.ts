import { lessonFolders } from '../process/checkout.ts';
import { asTaught, findLessons } from '../run/lessons.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { CommandLine } from './command-line.ts';

/** What the help of a command that runs lessons ends with: which there are, examples, and what exit codes mean. */
export function lessonsHelp(examples: Readonly<Record<string, Text>>, exitCodes: readonly Text[]): NonNullable<CommandLine['more']> {
  const { help } = texts.cli;
  const lessons = asTaught(findLessons(lessonFolders));
  return [
    { heading: help.lessons, lines: lessons.map(verbatim) },
    { heading: help.examples, lines: Object.values(examples) },
    { heading: help.exitCodes, lines: exitCodes },
  ];
}
