import type { Blame, Container, LogLine } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** A line that is not in the stream by now, in milliseconds, will not come: five times what the lesson allows. */
export const SOON = 10_000;

/**
 * The lines of the log file in a sidecar's stream, as soon as there are `atLeast`.
 *
 * What `tail` itself has to say ("can't open", when it was up before the file) goes to its standard error; the API
 * shows both in one stream, so those notices are left out. Throws LessonFailure when the lines do not come.
 */
export async function linesOf(container: Container, atLeast: number, blame: Blame): Promise<LogLine[]> {
  return await linesUntil(container, (lines) => lines.length >= atLeast, t.linesOfFile(atLeast), blame);
}

/** The same as soon as they fit; `state` says in words when they do. */
export async function linesUntil(container: Container, fits: (lines: LogLine[]) => boolean, state: Text, blame: Blame): Promise<LogLine[]> {
  const lines = await container.lines({
    until: (_line, all) => fits(all.filter((line) => !isTailsNotice(line))),
    state,
    within: SOON,
    blame,
  });
  return lines.filter((line) => !isTailsNotice(line));
}

/** Whether `tail` itself says this, rather than the file. */
export function isTailsNotice(line: LogLine): boolean {
  return line.text.startsWith('tail: ');
}
