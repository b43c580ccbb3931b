import { isSystemError, systemReason } from '../values/system-error.ts';
import { texts } from '../text/texts.ts';
import { runError } from './environment-error.ts';
import type { RunError } from './results.ts';

const t = texts.run;

/**
 * What to tell of a report that could not be written, once for all of its files: the disk is full, the folder has gone…
 * An error that does not come from the system is a defect, and thrown again.
 */
export function unwritten(folder: string, error: unknown): RunError {
  if (!isSystemError(error)) throw error;
  return { ...runError('--report', t.reportNotWritable(folder, systemReason(error)), t.reportIncompleteHint), code: 'report-incomplete' };
}
