import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '../../text/texts.ts';
import { EnvironmentError } from '../../verdict/environment-error.ts';
import type { MutantsReport } from '../mutant-results.ts';

/**
 * The reports in a folder: its own `mutants.json` and those one folder below, as the parts of a run leave them. Throws
 * {@link EnvironmentError} about the option that names the folder when there is none.
 */
export function readReports(folder: string, option: '--results' | '--resume'): MutantsReport[] {
  const below = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)) : [];
  const files = [folder, ...below].map((each) => join(each, 'mutants.json')).filter((file) => existsSync(file));
  if (files.length === 0) throw new EnvironmentError(option, texts.mutants.errors.noReport(folder), texts.mutants.errors.runFirst);
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as MutantsReport);
}
