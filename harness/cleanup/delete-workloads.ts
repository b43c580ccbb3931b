import type { ClusterClient } from '../client/cluster-client.ts';
import { podMakers } from '../client/kinds.ts';

/**
 * Ends all that runs in a namespace, within seconds: what a container still wants to say has been said, and nobody waits
 * for its answers any more.
 *
 * The makers leave their pods behind (`Orphan`). Would the garbage collector delete the pods, it would do so with the
 * grace period that they ask for, and a kubelet that has begun to wait for that long does not take a shorter one: a
 * database whose files were removed meanwhile wrote errors for half a minute, as fast as it could.
 */
export async function endPods(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  for (const { apiVersion, kind } of podMakers) await client.deleteAll(apiVersion, kind, { namespace }, { propagation: 'Orphan', signal });
  await client.deleteAll('v1', 'Pod', { namespace }, { graceSeconds: 1, signal });
}
