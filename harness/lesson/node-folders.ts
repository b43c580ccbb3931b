import type { ClusterClient } from '../client/cluster-client.ts';
import type { Event, KubeObject, Pod } from '../client/objects.ts';
import { nodeDataFolder } from '../manifests/unique.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';

/** Nodes on which the pods of a namespace were placed, as the scheduler told: also those of pods that are gone. */
export async function nodesOf(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<string[]> {
  const { items } = await client.list<Event>('v1', 'Event', { namespace, fields: 'reason=Scheduled' }, { signal });
  const nodes = items.flatMap((event) => / to (\S+)$/.exec(event.message ?? '')?.[1] ?? []);
  return [...new Set(nodes)];
}

/**
 * Removes the data that a namespace's volumes left on nodes, by a short-lived pod on each of them.
 *
 * @throws Error when a pod does not do its work before the signal
 */
export async function removeNodeFolders(client: ClusterClient, namespace: string, labels: Record<string, string>, nodes: readonly string[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    nodes.map(async (node, index) => {
      const name = `remove-data-${index}`;
      await client.create(cleaner(namespace, name, labels, node));
      const source = apiSource<Pod>(client, 'v1', 'Pod', { namespace, name });
      for await (const { objects } of watchObjects(source, { clock: systemClock, signal })) {
        const phase = objects[0]?.status?.phase;
        if (phase === 'Succeeded') return;
        if (phase === 'Failed') throw new Error(`the data of ${namespace} on node ${node} could not be removed`);
      }
    }),
  );
}

/** Named for its node, not scheduled: it must run where the data is, whatever taints that node has. */
function cleaner(namespace: string, name: string, labels: Record<string, string>, node: string): KubeObject & { spec: object } {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      nodeName: node,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'remove',
          image: 'busybox:1.37',
          command: ['rm', '-rf', `/data/${namespace}`],
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
      volumes: [{ name: 'data', hostPath: { path: nodeDataFolder, type: 'DirectoryOrCreate' } }],
    },
  };
}
