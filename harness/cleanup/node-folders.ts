import { setTimeout as pause } from 'node:timers/promises';

import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Event, KubeObject, Pod } from '../client/objects.ts';
import { nodeDataFolder } from '../manifests/isolation/names.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';

/**
 * Nodes on which the pods of a namespace were placed, as the scheduler reported: also those of pods that are gone.
 *
 * @param concerns which pods, by name; all when absent
 */
export async function nodesOf(client: ClusterClient, namespace: string, signal: AbortSignal, concerns: (pod: string) => boolean = () => true): Promise<string[]> {
  const { items } = await client.list<Event>('v1', 'Event', { namespace, fields: 'reason=Scheduled' }, { signal });
  const nodes = items.filter((event) => concerns(event.involvedObject.name ?? '')).flatMap((event) => / to (\S+)$/.exec(event.message ?? '')?.[1] ?? []);
  return [...new Set(nodes)];
}

/**
 * Starts a short-lived pod on each node that removes the data which the namespace's volumes left there; returns the
 * names of the pods, in the order of the nodes. They may run beside a database that is being killed: what was removed it cannot make again, as the
 * folder that it has open is no longer in the tree.
 *
 * @param folders patterns of a shell; the folder of the namespace when absent
 */
export async function startCleaners(
  client: ClusterClient, namespace: string, labels: Record<string, string>, nodes: readonly string[], signal: AbortSignal, folders: readonly string[] = [namespace],
): Promise<string[]> {
  if (nodes.length > 0) await admitCleaners(client, namespace, signal);
  return await Promise.all(
    nodes.map(async (node, index) => {
      const name = `remove-data-${index}`;
      await createAdmitted(client, cleaner({ namespace, name, labels }, node, folders), signal);
      return name;
    }),
  );
}

/** Takes away what a lesson forbids pods of its namespace, and cleaners are: to mount folders of a node, to ask for no resources. */
async function admitCleaners(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  await Promise.all([
    client.patch({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } }),
    client.deleteAll('v1', 'ResourceQuota', { namespace }, { signal }),
    client.deleteAll('v1', 'LimitRange', { namespace }, { signal }),
  ]);
}

/** Milliseconds in which the API server takes notice that what forbade a pod is gone: it looks at its policies once a second. */
const admittedWithinMs = 5_000;

async function createAdmitted(client: ClusterClient, pod: KubeObject, signal: AbortSignal): Promise<void> {
  const until = performance.now() + admittedWithinMs;
  for (;;) {
    try {
      await client.create(pod);
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || ![403, 422].includes(error.code) || performance.now() > until) throw error;
      await pause(100, undefined, { signal });
    }
  }
}

/** Resolves when the cleaners have done their work and are gone. Throws EnvironmentError when one has not done it. */
export async function cleanersDone(client: ClusterClient, namespace: string, names: readonly string[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const source = apiSource<Pod>(client, 'v1', 'Pod', { namespace, name });
      for await (const { objects } of watchObjects(source, { clock: systemClock, signal })) {
        const [pod] = objects;
        if (pod?.status?.phase === 'Succeeded') {
          // By force: nothing runs in it any more, and the namespace goes in one pass when no pod is left in it.
          await client.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name }, { graceSeconds: 0, signal });
          return;
        }
        if (pod === undefined || pod.status?.phase === 'Failed') throw new EnvironmentError('clean-up', texts.cleanup.folderStays(name, `${nodeDataFolder}/${namespace}`), texts.lesson.cleanUpHint);
      }
    }),
  );
}

/** Named for its node, not scheduled: it must run where the data is, whatever taints that node has. */
function cleaner(metadata: KubeObject['metadata'], node: string, folders: readonly string[]): KubeObject & { spec: object } {
  const paths = folders.map((folder) => `/data/${folder}`).join(' ');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata },
    spec: {
      nodeName: node,
      tolerations: [{ operator: 'Exists' }],
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'remove',
          image: 'busybox:1.37',
          // Again while a process that is being killed still adds files to the folder.
          command: ['sh', '-c', `until rm -rf ${paths}; do sleep 0.1; done`],
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
      volumes: [{ name: 'data', hostPath: { path: nodeDataFolder, type: 'DirectoryOrCreate' } }],
    },
  };
}
