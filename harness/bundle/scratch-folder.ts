import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../process/process-identity.ts';

/** The name of something unfinished, by which later runs see whether whoever made it is still at it. */
export function unfinished(path: string): string {
  return `${path}.${process.pid}.part`;
}

/** Removes what processes that have ended have left behind unfinished beside a path. Throws the system's error. */
export async function removeUnfinished(path: string): Promise<void> {
  const begin = `${basename(path)}.`;
  for (const name of await namesIn(dirname(path))) {
    const pid = name.startsWith(begin) ? /^(\d+)\.part$/.exec(name.slice(begin.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive({ pid: Number(pid) })) await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

/** Works in a folder of its own, which is removed afterwards, whatever has happened. */
export async function inScratchFolder<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  await removeUnfinished(path);
  const folder = unfinished(path);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
