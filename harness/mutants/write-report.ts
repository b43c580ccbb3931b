import { mutantsPage } from './mutants-page.ts';
import { writeFiles } from '../report/write-reports.ts';
import type { RunError } from '../verdict/results.ts';
import type { MutantsReport } from './mutant-results.ts';

/** Writes `mutants.json` and `mutants.html`. Synchronous, so that an interrupted run can still do it; the JSON comes first. Returns why one could not be written. */
export function writeMutantsReport(report: MutantsReport, folder: string): RunError | undefined {
  return writeFiles(folder, { 'mutants.json': () => `${JSON.stringify(report, undefined, 2)}\n`, 'mutants.html': () => mutantsPage(report) });
}
