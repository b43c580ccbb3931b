import { readFileSync } from 'node:fs';
import type { MutantsReport } from '../mutants/mutant-results.ts';
import { isBad } from '../mutants/summary.ts';
import type { Results } from '../verdict/results.ts';
import { tally } from '../verdict/tally.ts';

/** What CI ran: each part's exit code, and the file that it left behind. */
export interface CiParts {
  check: { code: number; file: string };
  lessons: { code: number; file: string };
  mutants: { code: number; file: string };
  neutral: { code: number; file: string };
}

export interface CiCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Sums up mocha's JSON of the project's own tests, the `results.json` of the lessons and the `mutants.json` of both samples. */
export function countAll({ check, lessons, mutants, neutral }: CiParts): CiCounts {
  const parts = [
    withFailure(countUnit(read(check.file)), check.code),
    withFailure(countLessons(read(lessons.file)), lessons.code),
    withFailure(countMutants(read(mutants.file)), mutants.code),
    withFailure(countNeutral(read(neutral.file)), neutral.code),
  ];
  const total = (key: keyof CiCounts): number => parts.reduce((sum, counts) => sum + counts[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** `N passed, N failed, N skipped` */
export function describeCounts({ passed, failed, skipped }: CiCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A part that failed without a failed test (types, lint, no Docker, something left over) counts as one failure. */
function withFailure(counts: CiCounts, code: number): CiCounts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function countUnit(content: unknown): CiCounts {
  const stats = (content as { stats?: { passes: number; failures: number; pending: number } } | undefined)?.stats;
  return { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
}

/** An unfit measurement is no pass. */
function countLessons(content: unknown): CiCounts {
  const results = content as Results | undefined;
  const counts = tally(results?.lessons ?? [], results?.level);
  return { passed: counts.passed, failed: counts.failed + counts.invalid, skipped: counts.skipped };
}

/** A mutant passes by being noticed; one that could not be judged is no pass. */
function countMutants(content: unknown): CiCounts {
  const mutants = (content as MutantsReport | undefined)?.mutants ?? [];
  const failed = mutants.filter((mutant) => mutant.status === 'error' || isBad(mutant)).length;
  return { passed: mutants.length - failed, failed, skipped: 0 };
}

/** A change that must not matter passes by being let pass. */
function countNeutral(content: unknown): CiCounts {
  const { passed, total } = (content as MutantsReport | undefined)?.neutral ?? { passed: 0, total: 0 };
  return { passed, failed: total - passed, skipped: 0 };
}

/** A part that never ran, or was killed, has left no file. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
