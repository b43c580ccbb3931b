import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import type { RunError } from '../verdict/results.ts';
import type { Text } from '../text/language.ts';
import { describeError } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';

const t = texts.run;

/** An error as it stands in the results. One that nobody foresaw has its stack saved by `save`, which returns the path. */
export function toRunError(where: Text | string, error: unknown, save?: () => string): RunError {
  if (error instanceof EnvironmentError) return error.toRunError();
  if (error instanceof Error && error.name === 'TimeoutError') return runError(where, t.late, t.lateHint);
  const place = save?.();
  return runError(where, t.unexpected(describeError(error)), place === undefined ? t.defect : t.defectStack(place));
}

/** Saves the stack of an unforeseen error; returns the path relative to the report folder. */
export function saveCrash(reportDir: string, error: unknown): string {
  const path = join('evidence', 'runner', 'crash.log');
  mkdirSync(join(reportDir, 'evidence', 'runner'), { recursive: true });
  const causes: string[] = [];
  for (let next = error; next !== undefined; next = next instanceof Error ? next.cause : undefined) {
    causes.push(next instanceof Error ? (next.stack ?? next.message) : describeError(next));
  }
  appendFileSync(join(reportDir, path), `${causes.join('\ncaused by: ')}\n`);
  return path;
}
