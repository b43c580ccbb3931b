import stringWidth from 'string-width';

/** Pixels that a Latin letter of a label takes, on average, and that lie between two labels of a line. */
const letter = 6.4;
const gap = 10;

export interface PlacedLabel<T> {
  label: T;
  /** 0 is the line nearest to the plot. */
  line: number;
  /** Which end of the text stands at its place on the axis. */
  anchor: 'start' | 'end';
}

/**
 * Gives each label the lowest line on which it covers no other. A text that would leave the plot on the right ends at its
 * place rather than beginning there.
 *
 * @param at where a label belongs, in pixels from the left end of an axis that is `width` long
 */
export function labelLines<T extends { name: string }>(labels: readonly T[], at: (label: T) => number, width: number): PlacedLabel<T>[] {
  const lines: { from: number; to: number }[][] = [];
  return labels.map((label) => {
    const wide = stringWidth(label.name) * letter;
    const anchor = at(label) + wide > width && at(label) > wide ? 'end' : 'start';
    const from = anchor === 'end' ? at(label) - wide : at(label);
    const to = from + wide + gap;
    const free = lines.findIndex((taken) => taken.every((other) => to <= other.from || other.to <= from));
    const line = free === -1 ? lines.length : free;
    (lines[line] ??= []).push({ from, to });
    return { label, line, anchor };
  });
}
