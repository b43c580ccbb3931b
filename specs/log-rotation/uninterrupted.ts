import type { LogLine } from '../../harness/lesson/given.ts';

/** A short line that printer prints: a word and a number, and whatever the learner lets follow. */
const short = /(?:out|err) \d+\b.*$/;
const long = { begin: 'long ', end: ' end' };

/**
 * The lines of printer as it printed them. A long line stands in its file in parts, and what the container prints to its other
 * stream may come between them: `kubectl logs` writes all one after the other, and the short line then ends what looks like
 * the long one, whose rest is a line of its own.
 */
export function uninterrupted(lines: readonly LogLine[]): LogLine[] {
  let begun: LogLine | undefined;
  const whole = lines.flatMap((line): LogLine[] => {
    const isShort = short.exec(line.text)?.index === 0;
    const current = begun === undefined || isShort ? line : { ...begun, text: begun.text + line.text };
    if (!isShort && begun !== undefined) begun = undefined;
    const other = current.text.startsWith(long.begin) ? short.exec(current.text) : null;
    if (other === null) return [current];
    begun = { ...current, text: current.text.slice(0, other.index) };
    return [{ ...current, text: other[0] }];
  });
  return begun === undefined ? whole : [...whole, begun];
}
