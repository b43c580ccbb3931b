import { readFileSync, rmSync } from 'node:fs';

/** Where dockerd writes its own process id and that of the containerd that it starts. */
const PID_FILES = [
  { path: '/var/run/docker.pid', program: 'dockerd' },
  { path: '/var/run/docker/containerd/containerd.pid', program: 'containerd' },
];

/**
 * Removes what an engine left that was cut off: when another process has got its number since, dockerd believes that
 * it runs already and refuses to start.
 */
export function removeStalePidFiles(files: readonly { path: string; program: string }[] = PID_FILES, proc = '/proc'): void {
  for (const { path, program } of files) {
    const pid = readTrimmed(path);
    if (pid !== undefined && readTrimmed(`${proc}/${pid}/comm`) !== program) rmSync(path, { force: true });
  }
}

function readTrimmed(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
