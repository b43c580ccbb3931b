import type { V1Node } from '@kubernetes/client-node';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Json } from '../client/objects.ts';
import { EnvironmentError } from '../errors/environment-error.ts';
import { watchUntil } from './watch-until.ts';

type Node = Json<V1Node>;

/** Waits until this many nodes are Ready. Throws an EnvironmentError that says what each node lacks. */
export async function awaitNodes(client: ClusterClient, count: number, withinMs: number, signal: AbortSignal): Promise<void> {
  let nodes: Node[] = [];
  await watchUntil<Node>(client, 'v1', 'Node', {
    scope: {},
    signal,
    deadlineMs: withinMs,
    reached: (seen) => {
      nodes = seen;
      return seen.length >= count && seen.every((node) => notReady(node) === undefined) ? true : undefined;
    },
    late: () => {
      const lacking = nodes.flatMap((node) => notReady(node) ?? []);
      const seen = lacking.length > 0 ? lacking.join(', ') : `${nodes.length} of ${count} are there`;
      return new EnvironmentError('cluster', `its nodes are not Ready after ${Math.round(withinMs / 1000)} s: ${seen}`, 'docker logs <node> shows what its kubelet says');
    },
  });
}

/** What keeps a node from being Ready, with its name; undefined when it is. */
export function notReady(node: Node): string | undefined {
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status === 'True') return undefined;
  return `${node.metadata?.name ?? ''} (${ready?.message ?? 'no kubelet has reported'})`;
}

/** Such as `v1.37.2`. */
export async function serverVersion(client: ClusterClient, signal: AbortSignal): Promise<string> {
  const { gitVersion } = await client.rest.json<{ gitVersion: string }>('GET', '/version', { signal });
  return gitVersion;
}
