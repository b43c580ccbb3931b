import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, isAlive } from '../process/process-identity.ts';

/** Notes that this process uses the cluster, so that no other run removes it meanwhile: a file named by pid that holds when the process started. */
export async function joinCluster(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, String(process.pid)), identityOf(process.pid).bornAt ?? '');
}

export async function leaveCluster(folder: string): Promise<void> {
  await rm(join(folder, String(process.pid)), { force: true });
}

/** Other processes that use the cluster and are alive; what dead ones left behind is removed. */
export async function otherUsers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const living = await Promise.all(pids.map(async (pid) => {
    const file = join(folder, String(pid));
    const bornAt = await readFile(file, 'utf8').catch(() => '');
    if (isAlive(bornAt === '' ? { pid } : { pid, bornAt })) return [pid];
    await rm(file, { force: true });
    return [];
  }));
  return living.flat();
}
