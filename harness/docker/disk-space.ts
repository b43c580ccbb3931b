import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { DockerFacts } from './ask-daemon.ts';
import { texts } from '../text/texts.ts';

/**
 * Sees that Docker's data folder has room for so many bytes. Where the folder is not on this machine (Docker Desktop,
 * another host) nothing can be measured and nothing is said; the build or the pull then tells.
 * Throws an EnvironmentError.
 */
export async function ensureDiskSpace(bytesNeeded: number, facts: Pick<DockerFacts, 'rootDir'>): Promise<void> {
  if (facts.rootDir === '' || !existsSync(facts.rootDir)) return;
  const { bavail, bsize } = await statfs(facts.rootDir);
  const error = judgeDiskSpace(bytesNeeded, bavail * bsize, facts.rootDir);
  if (error !== undefined) throw error;
}

export function judgeDiskSpace(bytesNeeded: number, bytesFree: number, folder: string): EnvironmentError | undefined {
  if (bytesFree >= bytesNeeded) return undefined;
  return new EnvironmentError(
    'docker',
    texts.docker.tooFull(folder, gigabytes(bytesFree), gigabytes(bytesNeeded)),
    texts.docker.tooFullHint,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
