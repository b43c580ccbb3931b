import type { Container, LogLine } from '../../harness/lesson/given.ts';

/** What the writer has put into a file, as far as it has got. */
export interface Written {
  lines: LogLine[];
  /** Why there are so few: how the container fares, or what it says itself; empty when that is not known. */
  trouble: string;
}

/**
 * The complete lines of a log file as its writer sees it, as soon as there are `atLeast`, or as many as there are after
 * `withinS` seconds. Looked at inside the container: no stream has a part in it.
 */
export async function writtenLines(writer: Container, file: string, atLeast: number, withinS: number): Promise<Written> {
  const script = `
    n=0
    while [ $n -lt ${withinS * 5} ] && [ "$(cat ${file} 2>/dev/null | wc -l)" -lt ${atLeast} ]; do sleep 0.2; n=$((n + 1)); done
    cat ${file}`;
  const { stdout, stderr } = await writer.exec(['/bin/sh', '-c', script], { deadlineMs: (withinS + 10) * 1_000, purpose: `read ${file}` });
  const texts = stdout.split('\n').slice(0, -1);
  const lines = texts.map((text) => ({ text, time: Number.NaN, stamp: '' }));
  return { lines, trouble: lines.length >= atLeast ? '' : await troubleOf(writer, stderr.trim()) };
}

async function troubleOf(writer: Container, otherwise: string): Promise<string> {
  const trouble = await writer.trouble();
  if (trouble !== '') return trouble;
  const own = (await writer.lines()).at(-1);
  return own === undefined ? otherwise : `count itself says: ${own.text}`;
}
