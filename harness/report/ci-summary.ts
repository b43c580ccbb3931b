import { readFileSync } from 'node:fs';
import type { Results } from './results.ts';
import { tally } from './tally.ts';

/** What CI ran: each part's exit code, and the file that it left behind. */
export interface CiParts {
  check: { code: number; file: string };
  lessons: { code: number; file: string };
}

export interface CiCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Sums up mocha's JSON of the project's own tests and the `results.json` of the lessons. */
export function countAll(parts: CiParts): CiCounts {
  return sum(countUnit(read(parts.check.file)), parts.check.code, countLessons(read(parts.lessons.file)), parts.lessons.code);
}

/** `N passed, N failed, N skipped` */
export function describeCounts({ passed, failed, skipped }: CiCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A part that failed without a failed test (types, lint, no Docker, something left over) counts as one failure. */
function sum(unit: CiCounts, checkCode: number, lessons: CiCounts, lessonsCode: number): CiCounts {
  const own = (counts: CiCounts, code: number): number => (code !== 0 && counts.failed === 0 ? 1 : counts.failed);
  return { passed: unit.passed + lessons.passed, failed: own(unit, checkCode) + own(lessons, lessonsCode), skipped: unit.skipped + lessons.skipped };
}

function countUnit(content: unknown): CiCounts {
  const stats = (content as { stats?: { passes: number; failures: number; pending: number } } | undefined)?.stats;
  return { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
}

/** An unfit measurement is no pass. */
function countLessons(content: unknown): CiCounts {
  const counts = tally((content as Results | undefined)?.lessons ?? []);
  return { passed: counts.passed, failed: counts.failed + counts.invalid, skipped: counts.skipped };
}

/** A part that never ran, or was killed, has left no file. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
