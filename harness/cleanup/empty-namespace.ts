import type { ClusterClient } from '../client/cluster-client.ts';
import { giveUpRetained } from './cluster-wide.ts';
import { deleteWorkloads } from './delete-workloads.ts';

/** Ends what a killed lesson left running in its namespace. */
export async function emptyNamespace(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  await giveUpRetained(client, namespace, signal);
  await deleteWorkloads(client, namespace, signal);
  // A claim that the namespace controller meets makes it come back some ten seconds later.
  await client.deleteAll('v1', 'PersistentVolumeClaim', { namespace }, { signal });
}
