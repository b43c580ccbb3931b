import { nodeDataFolder } from '../manifests/isolation/names.ts';

/** Whether a folder below {@link nodeDataFolder} is of a run: folders are called as the namespaces whose volumes have data in them. */
export function isFolderOf(folder: string, runId: string): boolean {
  return folder.endsWith(`-${runId}`) || folder.includes(`-${runId}-`);
}

/** The same as patterns of a shell. */
export function patternsOf(runId: string): string[] {
  return [`*-${runId}`, `*-${runId}-*`];
}

/** How a folder of a node is told to people. */
export function folderOnNode(node: string, folder: string): string {
  return `${node}:${nodeDataFolder}/${folder}`;
}
