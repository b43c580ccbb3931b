/** Numbers that follow each other: from the first to the last of them. */
export interface Range {
  from: number;
  to: number;
}

/** What has come of lines that were numbered from 1. */
export interface Tally {
  /** How many different ones there are. */
  found: number;
  /** How many stand there more than once, and how many lines that are too many. */
  doubled: number;
  surplus: number;
  missing: readonly Range[];
  lost: number;
}

/** Which of the numbers from 1 to `count` are there, which are not, and which more than once. */
export function tally(numbers: readonly number[], count: number): Tally {
  const times = new Map<number, number>();
  for (const number of numbers) if (number >= 1 && number <= count) times.set(number, (times.get(number) ?? 0) + 1);
  const missing: Range[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (times.has(number)) continue;
    const last = missing.at(-1);
    if (last?.to === number - 1) last.to = number;
    else missing.push({ from: number, to: number });
  }
  const doubled = [...times.values()].filter((each) => each > 1);
  return { found: times.size, doubled: doubled.length, surplus: doubled.reduce((sum, each) => sum + each - 1, 0), missing, lost: count - times.size };
}

/** A quantile of numbers, the nearest of them; NaN where there is none. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

/** Ranges in short: `7, 10-12 and 3 more`. */
export function inShort(ranges: readonly Range[], most = 5): { shown: string; more: number } {
  const shown = ranges.slice(0, most).map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
  return { shown, more: Math.max(0, ranges.length - most) };
}
