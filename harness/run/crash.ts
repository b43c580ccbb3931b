import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverTrouble } from '../client/server-trouble.ts';
import { makeFolder } from '../process/make-folder.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { fileProblem } from '../verdict/file-problem.ts';
import { EnvironmentError, runError } from '../verdict/environment-error.ts';
import type { RunError } from '../verdict/results.ts';
import type { Text } from '../text/language.ts';
import { describeError } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';

const t = texts.run;

/** An error as it stands in the results. One that nobody foresaw has its stack saved by `save`, which returns the path where it could. */
export function toRunError(where: Text | string, error: unknown, save?: () => string | undefined): RunError {
  const known = error instanceof EnvironmentError ? error : serverTrouble(error) ?? fileProblem(error);
  if (known !== undefined) return known.toRunError();
  if (error instanceof Error && error.name === 'TimeoutError') return runError(where, t.late, t.lateHint);
  const place = save?.();
  return runError(where, error instanceof WordedError ? error.text : t.unexpected(describeError(error)), place === undefined ? t.defect : t.defectStack(place));
}

/** Saves the stack of an unforeseen error; returns the path relative to the report folder, undefined when it cannot be written. */
export function saveCrash(reportDir: string, error: unknown): string | undefined {
  const path = join('evidence', 'runner', 'crash.log');
  const causes: string[] = [];
  for (let next = error; next !== undefined; next = next instanceof Error ? next.cause : undefined) {
    causes.push(next instanceof Error ? (next.stack ?? next.message) : describeError(next));
  }
  try {
    makeFolder(join(reportDir, 'evidence', 'runner'), 0o700);
    appendFileSync(join(reportDir, path), hideSecrets(`${causes.join('\ncaused by: ')}\n`), { mode: 0o600 });
    return path;
  } catch {
    // The disk may be what has crashed the run; the error itself is told in any case.
    return undefined;
  }
}
