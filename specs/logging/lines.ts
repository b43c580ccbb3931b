import type { Blame, Container, LogLine } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { streams, type Stream } from './pods.ts';
import { t } from './texts.ts';

/** A line that is not in the stream by now, in milliseconds, will not come: five times what the lesson allows. */
export const SOON = 10_000;

/**
 * The lines of log files in a container's stream: those of one of the two forms. Whatever else a sidecar says there (that
 * it waits for the file, that `tail` cannot open it yet) is left out.
 */
export function logLines<Line extends { text: string }>(lines: readonly Line[]): Line[] {
  return lines.filter(({ text }) => streams.some(({ line }) => line.test(text)));
}

/** Those of one form. */
export function linesOfForm<Line extends { text: string }>(stream: Stream, lines: readonly Line[]): Line[] {
  return lines.filter(({ text }) => stream.line.test(text));
}

/**
 * The lines of log files in a stream, as soon as there are `atLeast` of its own form. Throws LessonFailure when they do not
 * come; returns early with what there is when as many of the other form have come.
 */
export async function linesOf(container: Container, stream: Stream, atLeast: number, blame: Blame): Promise<LogLine[]> {
  const isEnough = (lines: LogLine[]): boolean => {
    const own = linesOfForm(stream, lines).length;
    return own >= atLeast || lines.length - own >= atLeast;
  };
  return await linesUntil(container, isEnough, t.linesOfForm(atLeast, stream.form), blame);
}

/** The lines of log files in a stream as soon as they fit; `state` says in words when they do. */
export async function linesUntil(container: Container, fits: (lines: LogLine[]) => boolean, state: Text, blame: Blame): Promise<LogLine[]> {
  const lines = await container.lines({ until: (_line, all) => fits(logLines(all)), state, within: SOON, blame });
  return logLines(lines);
}
