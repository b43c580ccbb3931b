import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LessonResult } from '../report/results.ts';
import type { LessonToRun } from './run-lessons.ts';

/**
 * Longest first, as earlier runs of this checkout took (file of name → milliseconds), so that no long lesson is left
 * over at the end while the other slots are idle. Lessons that nobody has timed yet go first.
 */
export function longestFirst(lessons: readonly LessonToRun[], file: string): LessonToRun[] {
  const durations = readDurations(file);
  const of = ({ name }: LessonToRun): number => durations.get(name) ?? Infinity;
  // Infinity minus Infinity is no number: compare instead of subtracting.
  return [...lessons].sort((a, b) => (of(a) === of(b) ? 0 : of(a) > of(b) ? -1 : 1));
}

/** Notes how long whole lessons took, for the order of the next run. */
export function noteDurations(results: readonly LessonResult[], file: string): void {
  const durations = readDurations(file);
  for (const { name, durationMs, tests } of results) {
    if (tests.every(({ status }) => status === 'passed')) durations.set(name, durationMs);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(durations)));
}

function readDurations(file: string): Map<string, number> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>));
  } catch {
    // None yet, or half written: the order is only a matter of speed.
    return new Map();
  }
}
