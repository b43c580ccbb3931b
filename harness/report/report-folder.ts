import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { ReportPlace } from './explain.ts';

const t = texts.run;

/** What a run of the lessons and a run of mutants write into the report folder; nothing else in there is ever touched. */
export const namesOfTests = ['results.json', 'junit.xml', 'index.html', 'evidence', 'explain'];
export const namesOfMutants = ['mutants.json', 'mutants.html', 'mutants'];

/**
 * Makes the report folder ready: creates it, or removes what an earlier run of the same kind left in it. A folder with files
 * of these names that no run of ours wrote is left alone. Throws {@link EnvironmentError} then, and when it cannot be written.
 */
export function claimReportFolder(folder: string, ownNames: readonly string[] = namesOfTests): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) throw refused(t.reportIsFile(folder));
  try {
    mkdirSync(folder, { recursive: true });
    const present = readdirSync(folder).filter((name) => ownNames.includes(name));
    if (present.length > 0 && !isOurs(folder)) throw refused(t.reportNotOurs(folder, present.join(', ')));
    for (const name of present) rmSync(join(folder, name), { recursive: true });
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw refused(t.reportNotWritable(folder, error instanceof Error ? error.message : String(error)));
  }
}

/**
 * Claims the report folder for a run that has nothing to show but its error: only where that removes nothing. An earlier
 * report, or somebody's file of such a name, stays; a folder that cannot be written stays as it is too.
 */
export function claimUnusedReportFolder(folder: string, ownNames: readonly string[] = namesOfTests): ReportPlace {
  if (ownNames.some((name) => existsSync(join(folder, name)))) return isOurs(folder) ? { earlierReport: folder } : {};
  try {
    claimReportFolder(folder, ownNames);
    return { reportDir: folder };
  } catch (error) {
    if (error instanceof EnvironmentError) return {};
    throw error;
  }
}

/** A killed run leaves evidence without results: those folders alone are ours too. */
function isOurs(folder: string): boolean {
  const results = ['results.json', 'mutants.json'].filter((name) => existsSync(join(folder, name)));
  if (results.length > 0) return results.every((name) => hasSchema(join(folder, name)));
  const has = (name: string): boolean => existsSync(join(folder, name));
  return (has('evidence') || has('mutants')) && !['index.html', 'junit.xml', 'mutants.html'].some(has);
}

function hasSchema(file: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof content === 'object' && content !== null && 'schema' in content && typeof content.schema === 'number';
  } catch {
    return false;
  }
}

function refused(message: Text): EnvironmentError {
  return new EnvironmentError('--report', message, t.reportHint);
}
