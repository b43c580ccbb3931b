import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsPage } from './mutants-page.ts';
import type { MutantsReport } from './mutant-results.ts';

/** Writes `mutants.json` and `mutants.html`. Synchronous, so that an interrupted run can still do it; the JSON comes first. */
export function writeMutantsReport(report: MutantsReport, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mutants.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  writeFileSync(join(folder, 'mutants.html'), mutantsPage(report));
}
