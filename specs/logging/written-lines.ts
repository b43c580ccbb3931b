import type { Container, LogLine } from '../../harness/lesson/given.ts';
import { asText, type Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** What the writer has put into a file so far. */
export interface Written {
  lines: LogLine[];
  /** Why there are too few: the state of the container, or the last line in its own stream; empty when that is not known. */
  trouble: Text;
}

/**
 * The complete lines of a log file as its writer sees it, as soon as there are `atLeast`, or as many as there are after
 * `withinS` seconds. Read inside the container: no stream plays a part.
 */
export async function writtenLines(writer: Container, file: string, atLeast: number, withinS: number): Promise<Written> {
  const script = `
    n=0
    while [ $n -lt ${withinS * 5} ] && [ "$(cat ${file} 2>/dev/null | wc -l)" -lt ${atLeast} ]; do sleep 0.2; n=$((n + 1)); done
    cat ${file}`;
  const { stdout, stderr } = await writer.exec(['/bin/sh', '-c', script], { deadlineMs: (withinS + 10) * 1_000, purpose: t.toRead(file) });
  const texts = stdout.split('\n').slice(0, -1);
  const lines = texts.map((text) => ({ text, time: Number.NaN, stamp: '' }));
  return { lines, trouble: lines.length >= atLeast ? asText('') : await troubleOf(writer, stderr.trim()) };
}

async function troubleOf(writer: Container, otherwise: string): Promise<Text> {
  const trouble = await writer.trouble();
  if (trouble !== undefined) return trouble;
  const own = (await writer.lines()).at(-1);
  return own === undefined ? asText(otherwise) : t.says(writer.name, own.text);
}
