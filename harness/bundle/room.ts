import { statfs } from 'node:fs/promises';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { gigabytes } from './open-bundle.ts';

/** Throws an EnvironmentError where the disk of a folder has no room for so many bytes. */
export async function ensureRoom(folder: string, bytes: number, free: (folder: string) => Promise<number> = bytesFree): Promise<void> {
  const left = await free(folder);
  if (left < bytes) throw new EnvironmentError(folder, texts.bundle.tooFull(gigabytes(left), gigabytes(bytes)), texts.bundle.tooFullHint);
}

async function bytesFree(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
