import { listNodes, runOnNode, type KindNode } from '../cluster/kind-nodes.ts';
import { nodeDataFolder } from '../manifests/isolation/names.ts';
import { CommandFailed } from '../process/run-command.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Leftover } from '../verdict/results.ts';
import { folderOnNode } from './run-folders.ts';

/** Milliseconds for a command on a node: a folder may hold a database. */
const commandMs = 20_000;

/**
 * Removes, on every node of a cluster of our own, the folders that pods of runs left: also those of a namespace that is gone,
 * and of a pod that no event tells of any more. Docker reaches the nodes; no pod is needed.
 *
 * @param isOver whether the run of a folder is over, by the folder's name
 * @param onFound called with what is going to be removed, where there is something
 * @returns what is still there
 * @throws EnvironmentError when Docker or a node does not answer
 */
export async function sweepOwnNodes(cluster: string, isOver: (folder: string) => boolean, signal: AbortSignal, onFound: (folders: string[]) => void = () => undefined): Promise<Leftover[]> {
  const nodes = (await listNodes(cluster, signal)).filter(({ running }) => running);
  const found = await Promise.all(nodes.map(async (node) => ({ node, folders: (await foldersOn(node, signal)).filter(isOver) })));
  const all = found.flatMap(({ node, folders }) => folders.map((folder) => folderOnNode(node.name, folder)));
  if (all.length === 0) return [];
  onFound(all);
  const left = await Promise.all(found.map(async ({ node, folders }) => (folders.length === 0 ? [] : await removeOn(node, folders, signal))));
  return left.flat().map((name) => ({ kind: 'Folder', name }));
}

/** Names of the folders in which data of runs lies; none where no volume was ever used on the node. */
async function foldersOn(node: KindNode, signal: AbortSignal): Promise<string[]> {
  const stdout = await outputOf(node, ['find', nodeDataFolder, '-mindepth', '1', '-maxdepth', '1', '-printf', '%f\\n'], signal);
  return stdout.split('\n').filter((name) => name !== '');
}

async function removeOn(node: KindNode, folders: readonly string[], signal: AbortSignal): Promise<string[]> {
  // Again while a process that is being killed still adds files to a folder.
  const untilGone = 'for n in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$@" && exit; sleep 0.2; done';
  await outputOf(node, ['sh', '-c', untilGone, 'sh', ...folders.map((folder) => `${nodeDataFolder}/${folder}`)], signal);
  const still = await foldersOn(node, signal);
  return folders.filter((folder) => still.includes(folder)).map((folder) => folderOnNode(node.name, folder));
}

async function outputOf(node: KindNode, command: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    return (await runOnNode(node, command, { deadlineMs: commandMs, signal })).stdout;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    throw new EnvironmentError('clean-up', error.text, texts.lesson.cleanUpHint, { cause: error });
  }
}
