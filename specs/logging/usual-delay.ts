import type { Blame, Container } from '../../harness/lesson/given.ts';
import { SOON } from './lines.ts';
import { t } from './texts.ts';

/** Lines that are timed: one of them may meet a moment in which the node is busy with something else. */
const rounds = 3;

/**
 * How long a line usually takes from the writer's file into the sidecar's stream, in milliseconds: the median of three lines,
 * each written after the one before was in the stream. Throws LessonFailure when one does not come.
 *
 * The date inside a line is too coarse for that (whole seconds). When the line was written is the file's time of
 * modification, which the node keeps to a few milliseconds; when it was in the stream is the container runtime's
 * timestamp. Both are read from the clock of the same node, so no other clock plays a part.
 */
export async function usualDelay(writer: Container, file: string, sidecar: Container, blame: Blame): Promise<number> {
  const delays: number[] = [];
  let before = '';
  for (let round = 0; round < rounds; round += 1) {
    const { text, writtenAt } = await lastWrite(writer, file, before);
    before = text;
    const lines = await sidecar.lines({ until: (line) => line.text === text, state: t.theLine(text), within: SOON, blame });
    const shown = lines.find((line) => line.text === text);
    if (shown !== undefined) delays.push(shown.time - writtenAt);
  }
  return Math.round(delays.toSorted((one, other) => one - other)[Math.floor(delays.length / 2)] ?? Infinity);
}

/**
 * The last line, as soon as it is another one than `before`, and when it was written (epoch milliseconds): the time is
 * read twice, so that no write came in between. A sidecar that looks only now and then is quick with the line it has just met.
 */
async function lastWrite(writer: Container, file: string, before: string): Promise<{ text: string; writtenAt: number }> {
  const script = `
    until [ "$a" = "$b" ] && [ -n "$l" ] && [ "$l" != "$1" ]; do sleep 0.05; a=$(stat -c %y ${file}); l=$(tail -n 1 ${file}); b=$(stat -c %y ${file}); done
    echo "$a"; echo "$l"`;
  const { stdout, stderr } = await writer.exec(['/bin/sh', '-c', script, 'sh', before], { deadlineMs: 10_000, purpose: t.toReadLastLine(file) });
  const [stamp = '', text = ''] = stdout.split('\n');
  return { text, writtenAt: parseStamp(stamp, stderr) };
}

/** Epoch milliseconds of `2018-12-08 10:00:00.557231380 +0900`, as `stat -c %y` writes it. */
export function parseStamp(stamp: string, otherwise = ''): number {
  const parts = /^(\S+) (\d\d:\d\d:\d\d)(\.\d{1,9})? ([+-]\d\d)(\d\d)$/.exec(stamp.trim());
  if (parts === null) throw new Error(`stat did not say when the file was written: "${stamp.trim()}" ${otherwise.trim()}`);
  const [, day = '', time = '', fraction = '', hours = '', minutes = ''] = parts;
  return Date.parse(`${day}T${time}${hours}:${minutes}`) + Number(`0${fraction}`) * 1_000;
}
