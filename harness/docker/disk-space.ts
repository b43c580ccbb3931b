import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { DockerFacts } from './ask-daemon.ts';

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
    `the disk is too full for the images: ${folder} has ${gigabytes(bytesFree)} left, ${gigabytes(bytesNeeded)} are needed`,
    'free some space; `docker system df` shows what Docker holds, `docker image prune` removes what nothing uses',
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
