import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { endlessFile } from '../process/endless-file.ts';
import { makeFolder } from '../process/make-folder.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { ReportPlace } from './explain.ts';

const t = texts.run;

/** A report without pictures has some 100 kB: a disk that does not take ten times that is told before anything is done, and the room is kept. */
const leastRoom = 1_000_000;

/** What a run of the lessons and a run of mutants write into the report folder; nothing else in there is ever touched. */
export const namesOfTests = ['results.json', 'junit.xml', 'index.html', 'evidence', 'explain', 'cluster-role.yaml'];
export const namesOfMutants = ['mutants.json', 'mutants.html', 'mutants'];

/**
 * Makes the report folder ready: creates it, or removes what an earlier run of the same kind left in it. A folder with files
 * of these names that no run of ours wrote, or of a run that has not ended, is left alone. Throws {@link EnvironmentError}
 * then, and when it cannot be written. {@link releaseReportFolder} ends the claim; that of a killed run ends with its process.
 */
export function claimReportFolder(folder: string, ownNames: readonly string[] = namesOfTests): void {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) throw refused(t.reportIsFile(folder));
    makeFolder(folder, 0o700);
    const claim = claimFile(folder, ownNames);
    const user = userOf(claim);
    if (user !== undefined) throw refused(t.reportInUse(folder, user.pid));
    const present = readdirSync(folder).filter((name) => ownNames.includes(name));
    if (present.length > 0 && !isOurs(folder)) throw refused(t.reportNotOurs(folder, present.join(', ')));
    for (const name of present) rmSync(join(folder, name), { recursive: true });
    writePrivateFile(claim, JSON.stringify(identityOf(process.pid)));
    writePrivateFile(roomFile(folder, ownNames), ' '.repeat(leastRoom));
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw refused(t.reportNotWritable(folder, error instanceof Error ? error.message : String(error)));
  }
}

/** Gives back what {@link claimReportFolder} has kept: the report itself fits, though the disk be full by now. */
export function useReportRoom(folder: string, ownNames: readonly string[] = namesOfTests): void {
  removed(roomFile(folder, ownNames));
}

/** The run that claimed the folder has written all that it had to say. */
export function releaseReportFolder(folder: string, ownNames: readonly string[] = namesOfTests): void {
  useReportRoom(folder, ownNames);
  removed(claimFile(folder, ownNames));
}

function removed(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder has gone: with it what was in it.
  }
}

/** Runs of the lessons and of mutants may share a folder: what they write has other names. */
function claimFile(folder: string, ownNames: readonly string[]): string {
  return join(folder, `.${ownNames[0] ?? ''}.run`);
}

function roomFile(folder: string, ownNames: readonly string[]): string {
  return join(folder, `.${ownNames[0] ?? ''}.room`);
}

/** Another process that has claimed the folder and lives. */
function userOf(claim: string): ProcessIdentity | undefined {
  if (endlessFile(claim) !== undefined) return undefined;
  try {
    const user = JSON.parse(readFileSync(claim, 'utf8')) as ProcessIdentity;
    return user.pid !== process.pid && isAlive(user) ? user : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Claims the report folder for a run that has nothing to show but its error: only where that removes nothing. An earlier
 * report, or somebody's file of such a name, stays; a folder that cannot be written stays as it is too.
 */
export function claimUnusedReportFolder(folder: string, ownNames: readonly string[] = namesOfTests): ReportPlace {
  if (userOf(claimFile(folder, ownNames)) !== undefined) return {};
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
  if (endlessFile(file) !== undefined) return false;
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
