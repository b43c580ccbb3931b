import type { ClusterClient } from '../client/cluster-client.ts';
import type { Volume } from '../client/objects.ts';
import { giveUpRetained } from './cluster-wide.ts';
import { deleteWorkloads } from './delete-workloads.ts';
import { cleanersDone, nodesOf, startCleaners } from './node-folders.ts';
import { nodeDataFolder } from '../manifests/isolation/names.ts';
import { managedBy } from '../manifests/own-labels.ts';

/** Ends what a killed lesson left running in its namespace, and removes the data of its volumes from the nodes. */
export async function emptyNamespace(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  const nodes = await hasDataOnNodes(client, namespace, signal) ? await nodesOf(client, namespace, signal) : [];
  await giveUpRetained(client, namespace, signal);
  await deleteWorkloads(client, namespace, signal);
  // A claim that the namespace controller meets makes it come back some ten seconds later.
  await client.deleteAll('v1', 'PersistentVolumeClaim', { namespace }, { signal });
  await cleanersDone(client, namespace, await startCleaners(client, namespace, managedBy, nodes, signal), signal);
}

async function hasDataOnNodes(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<boolean> {
  const { items } = await client.list<Volume>('v1', 'PersistentVolume', { labels: managedBy }, { signal });
  return items.some((volume) => volume.spec?.hostPath?.path.startsWith(`${nodeDataFolder}/${namespace}/`) === true);
}
