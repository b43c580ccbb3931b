import type { Blame, Container, LogLine } from '../../harness/lesson/given.ts';

/** A line that is not in the stream by now, in milliseconds, will not come: five times what the lesson allows. */
export const SOON = 10_000;

/**
 * The lines of the log file in a sidecar's stream, as soon as there are `atLeast`.
 *
 * What `tail` itself has to say ("can't open", when it was up before the file) goes to its standard error; the API
 * shows both in one stream, so those notices are left out.
 */
export async function linesOf(container: Container, atLeast: number, blame: Blame): Promise<LogLine[]> {
  const lines = await container.lines({
    until: (_line, all) => all.filter((line) => !isTailsNotice(line)).length >= atLeast,
    state: `${atLeast} lines of the log file`,
    within: SOON,
    blame,
  });
  return lines.filter((line) => !isTailsNotice(line));
}

export function isTailsNotice(line: LogLine): boolean {
  return line.text.startsWith('tail: ');
}
