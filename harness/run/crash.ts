import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import type { RunError } from '../verdict/results.ts';
import { describeError } from '../text/error-text.ts';

/** An error as it stands in the results. One that nobody foresaw has its stack saved by `save`, which returns the path. */
export function toRunError(where: string, error: unknown, save?: () => string): RunError {
  if (error instanceof EnvironmentError) return error.toRunError();
  if (error instanceof Error && error.name === 'TimeoutError') return runError(where, 'it did not end in the time that it has', 'See npm run status for what is there; npm run down removes it.');
  const place = save?.();
  return runError(where, `unexpected: ${describeError(error)}`, place === undefined ? 'This is a defect of the harness.' : `This is a defect of the harness; its stack is in ${place}.`);
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
