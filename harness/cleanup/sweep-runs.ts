import type { ClusterClient } from '../client/cluster-client.ts';
import type { Leftover } from '../verdict/results.ts';
import { emptyNamespace } from './empty-namespace.ts';
import { removeLeftovers, type FoundLeftover } from './leftovers.ts';
import { sweepNodesByPods } from './sweep-nodes-by-pods.ts';
import { sweepOwnNodes } from './sweep-own-nodes.ts';

/** A cluster that is swept. */
export interface SweptCluster {
  provider: 'kind' | 'context';
  name: string;
  client: ClusterClient;
}

export interface SweepOptions {
  /** Whether the run of a folder on a node is over, by the folder's name; asked on clusters of our own. */
  isOver: (folder: string) => boolean;
  /** Called with folders of nodes that are going to be removed. */
  onFolders?: (folders: string[]) => void;
  /** Milliseconds until what is not gone counts as left over. */
  withinMs: number;
  signal: AbortSignal;
}

/**
 * Removes what runs have left, from the cluster and from the folders of its nodes, and returns what stays. On a cluster of our
 * own each node is looked at. On another each node is where a volume of the run is left: a volume goes when its data has gone.
 */
export async function sweepRuns({ provider, name, client }: SweptCluster, found: readonly FoundLeftover[], { isOver, onFolders, withinMs, signal }: SweepOptions): Promise<Leftover[]> {
  const withVolumes = [...new Set(found.filter(({ kind }) => kind === 'PersistentVolume').map(({ runId }) => runId))];
  return await removeLeftovers(client, found, {
    withinMs, signal,
    emptyNamespace: async (namespace, until) => { await emptyNamespace(client, namespace, until); },
    emptyNodes: async (until) => {
      if (provider === 'kind') return await sweepOwnNodes(name, isOver, until, onFolders);
      return (await Promise.all(withVolumes.map((runId) => sweepNodesByPods(client, runId, until)))).flat();
    },
  });
}
