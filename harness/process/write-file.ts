import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a file whole or not at all, in folders that it makes where they are missing; all of them for their owner alone, since
 * it may hold what a cluster's objects and logs say. Throws the system's error.
 */
export function writePrivateFile(path: string, text: string): void {
  makeFolder(dirname(path), 0o700);
  const part = `${path}.part`;
  try {
    // What lies there of a run that was killed; or a pipe that nobody reads, which would be waited for.
    rmSync(part, { force: true });
    writeFileSync(part, text, { mode: 0o600 });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    // Of a disk that is full the system does not say which file it was.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
