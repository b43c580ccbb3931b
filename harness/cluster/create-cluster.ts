import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';
import { endGroup, runGroup } from '../process/run-group.ts';
import { checkout } from '../process/checkout.ts';
import { writeState, type ClusterState } from './cluster-state.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { removeNodes } from './kind-nodes.ts';
import { writeMountedFiles } from './mounted-files.ts';
import type { clusterFiles } from './names.ts';
import { texts } from '../text/texts.ts';

/** kind on two slow cores takes 20 to 40 s; an image that has to be unpacked first takes longer. */
const CREATE_WITHIN_MS = 6 * 60_000;

export interface CreateOptions {
  name: string;
  /** Path of the kind program. */
  kind: string;
  nodeImage: string;
  config: EffectiveConfig;
  state: ClusterState;
  files: ReturnType<typeof clusterFiles>;
  signal: AbortSignal;
}

/**
 * Runs `kind create cluster` with a kubeconfig file of its own. What is half made when it fails or is interrupted is
 * removed. Throws an EnvironmentError with kind's last lines.
 */
export async function createCluster({ name, kind, nodeImage, config, state, files, signal }: CreateOptions): Promise<void> {
  await mkdir(files.folder, { recursive: true });
  await writeFile(files.config, config.text);
  await writeMountedFiles(files.folder, config, checkout);
  await writeFile(files.log, '');
  await writeState(files.state, { ...state, phase: 'creating' });
  try {
    await runGroup(kind, ['create', 'cluster', '--name', name, '--image', nodeImage, '--config', files.config, '--kubeconfig', files.kubeconfig, '--wait', '0s'], {
      cwd: files.folder,
      // kind must not find, lock or change the user's own file.
      env: { KUBECONFIG: files.kubeconfig },
      deadlineMs: CREATE_WITHIN_MS,
      signal,
      log: files.log,
      started: (kindGroup) => { writeFileSync(files.state, JSON.stringify({ ...state, phase: 'creating', kindGroup })); },
    });
    await chmod(files.kubeconfig, 0o600);
  } catch (error) {
    await removeNodes(name);
    await Promise.all([files.state, files.mounted].map((path) => rm(path, { force: true, recursive: true })));
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError(texts.cluster.named(name), texts.cluster.notCreated(error.text), texts.cluster.logHint(files.log), { cause: error });
  }
}

/**
 * Ends the kind that a killed run has left behind. Left alone it would fail once its nodes are gone, and then remove the
 * nodes of the new cluster, which have the same names. A process that has its number by chance is left alone.
 */
export async function endKind(group: number, cluster: string): Promise<void> {
  const command = await commandOf(group);
  if (command.includes('create cluster') && command.includes(cluster)) endGroup(group, 'SIGKILL');
}

async function commandOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    // No such process, or a system without /proc.
    return runCommand('ps', ['-p', String(pid), '-o', 'command='], { deadlineMs: 5_000 }).catch(() => '');
  }
}
