import { texts } from '../text/texts.ts';
import { runError } from './environment-error.ts';
import type { RunError } from './results.ts';

const t = texts.run;

/**
 * What to tell of a report that could not be written, once for all of its files: the disk is full, the folder has gone…
 * An error that does not come from the system is a defect, and thrown again.
 */
export function unwritten(folder: string, error: unknown): RunError {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
  return { ...runError('--report', t.reportNotWritable(folder, `${String(error.code)}, ${error.message.replace(/^[A-Z]+: /, '').replace(/, .*$/, '')}`), t.reportIncompleteHint), code: 'report-incomplete' };
}
