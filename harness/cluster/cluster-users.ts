import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Notes that this process uses the cluster, so that no other run removes it meanwhile. */
export async function joinCluster(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, String(process.pid)), '');
}

export async function leaveCluster(folder: string): Promise<void> {
  await rm(join(folder, String(process.pid)), { force: true });
}

/** Other processes that use the cluster and are alive; what dead ones left behind is removed. */
export async function otherUsers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const alive = pids.filter(isAlive);
  await Promise.all(pids.filter((pid) => !alive.includes(pid)).map((pid) => rm(join(folder, String(pid)), { force: true })));
  return alive;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
