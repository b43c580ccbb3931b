import type { LogLine } from '../../harness/lesson/given.ts';
import type { Stream } from './pods.ts';

/** A time of day with seconds, or seconds since the epoch: what is coarser stays the same for a while, and rightly so. */
const withSeconds = /\d{1,2}:\d{2}:\d{2}|\b\d{10,}\b/;

/** Milliseconds between two lines after which a time with seconds must be another. */
const apartMs = 2_000;

/** The time that all lines of a stream say, though the first and the last are seconds apart; undefined where they say when they were written. */
export function sameTimeIn({ line }: Stream, lines: readonly LogLine[]): { said: string; apartMs: number } | undefined {
  const said = lines.map(({ text }) => besides(text, line.exec(text)?.[1] ?? ''));
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined || !(last.time - first.time >= apartMs) || !withSeconds.test(said[0] ?? '')) return undefined;
  return said.every((each) => each === said[0]) ? { said: first.text, apartMs: last.time - first.time } : undefined;
}

/** A line without its number, which stands in front of the time or behind it. */
function besides(text: string, number: string): string {
  return text.startsWith(`${number}:`) ? text.slice(number.length) : text.slice(0, text.length - number.length);
}
