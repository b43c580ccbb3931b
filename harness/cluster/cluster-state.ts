import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { defined } from '../values/defined.ts';

/** What the project's working folder remembers of its cluster. */
export interface ClusterState {
  /** `creating` is written before kind is started: a run that is killed then leaves it behind. */
  phase: 'creating' | 'created';
  /** Digest of the configuration that kind was given. */
  config: string;
  /** Name and id of the node image. */
  nodeImage: string;
  nodeImageId: string;
  /** Of what the node image was built from, where we built it. */
  nodeImageKey?: string;
  /** Process group of the kind that makes it. */
  kindGroup?: number;
}

/** Undefined when there is none or it cannot be read: then nothing is known. */
export async function readState(path: string): Promise<ClusterState | undefined> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as Partial<ClusterState>;
    const { phase, config, nodeImage, nodeImageId, nodeImageKey, kindGroup } = state;
    if (phase !== 'creating' && phase !== 'created') return undefined;
    if (config === undefined || nodeImage === undefined || nodeImageId === undefined) return undefined;
    return defined({ phase, config, nodeImage, nodeImageId, nodeImageKey, kindGroup });
  } catch {
    return undefined;
  }
}

export async function writeState(path: string, state: ClusterState): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(state, undefined, 2)}\n`);
}
