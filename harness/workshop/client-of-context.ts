import { ClusterClient } from '../client/cluster-client.ts';
import { connectContext } from '../cluster/connect-context.ts';

/** A client of an existing cluster, by the name of its context. Throws an EnvironmentError as {@link connectContext} does. */
export async function clientOfContext(name: string, signal: AbortSignal): Promise<ClusterClient> {
  const { kubeconfig, context } = await connectContext(name, {}, { signal });
  return ClusterClient.forContext(kubeconfig, context);
}
