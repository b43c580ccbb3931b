import type { ClusterClient } from '../client/cluster-client.ts';
import { podMakers } from '../client/kinds.ts';

/**
 * Deletes controllers, then pods, with one second of grace: logs are saved by now, and nothing depends on a clean exit.
 *
 * The controllers leave their pods behind (`Orphan`). The garbage collector would delete them with the grace period that
 * they ask for, and a kubelet that has begun to wait for that long does not take a shorter one: a database whose files
 * were removed meanwhile wrote errors for half a minute, as fast as it could.
 */
export async function deleteWorkloads(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  for (const { apiVersion, kind } of podMakers) await client.deleteAll(apiVersion, kind, { namespace }, { propagation: 'Orphan', signal });
  await client.deleteAll('v1', 'Pod', { namespace }, { graceSeconds: 1, signal });
}
