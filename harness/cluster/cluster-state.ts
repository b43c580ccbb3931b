import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the project's working folder remembers of its cluster. */
export interface ClusterState {
  /** `creating` is written before kind is started: a run that is killed then leaves it behind. */
  phase: 'creating' | 'created';
  identity: string;
  /** For people, when it is no longer the same. */
  nodeImage: string;
}

/** Undefined when there is none or it cannot be read: then nothing is known. */
export async function readState(path: string): Promise<ClusterState | undefined> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as Partial<ClusterState>;
    const { phase, identity, nodeImage } = state;
    if ((phase !== 'creating' && phase !== 'created') || identity === undefined || nodeImage === undefined) return undefined;
    return { phase, identity, nodeImage };
  } catch {
    return undefined;
  }
}

export async function writeState(path: string, state: ClusterState): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(state, undefined, 2)}\n`);
}
