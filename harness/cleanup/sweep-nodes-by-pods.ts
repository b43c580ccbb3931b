import { randomBytes } from 'node:crypto';

import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { notReady } from '../cluster/nodes-ready.ts';
import type { KubeObject } from '../client/objects.ts';
import { ownLabels } from '../manifests/own-labels.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Leftover } from '../verdict/results.ts';
import { cleanersDone, startCleaners } from './node-folders.ts';
import { folderOnNode, patternsOf } from './run-folders.ts';

/** Milliseconds for the pods that remove folders: their image may have to be pulled. */
const cleanersMs = 45_000;

/**
 * Removes the folders of a run from every node that is ready, by a short-lived pod on each, in a namespace of their own: the
 * run's namespaces may be gone, and with them the events that say where its pods were. The namespace carries the run's labels.
 *
 * @returns what may still be there: the folders of the nodes on which no such pod has come to its end
 */
export async function sweepNodesByPods(client: ClusterClient, runId: string, signal: AbortSignal): Promise<Leftover[]> {
  const left = (node: string): Leftover => ({ kind: 'Folder', name: folderOnNode(node, `*-${runId}`) });
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(cleanersMs)]);
  let nodes = ['*'];
  try {
    nodes = await readyNodes(client, bounded);
    return await inOwnNamespace(client, runId, async (namespace) => {
      const cleaners = await startCleaners(client, namespace, ownLabels(runId), nodes, bounded, patternsOf(runId));
      const ends = await Promise.allSettled(cleaners.map(async (name) => { await cleanersDone(client, namespace, [name], bounded); }));
      return ends.flatMap(({ status }, index) => (status === 'fulfilled' ? [] : [left(nodes[index] ?? '')]));
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ApiError) && !(error instanceof EnvironmentError) && !bounded.aborted) throw error;
    return nodes.map(left);
  }
}

async function readyNodes(client: ClusterClient, signal: AbortSignal): Promise<string[]> {
  const { items } = await client.list<Parameters<typeof notReady>[0]>('v1', 'Node', {}, { signal });
  return items.filter((node) => notReady(node) === undefined).map(({ metadata }) => metadata?.name ?? '');
}

async function inOwnNamespace<T>(client: ClusterClient, runId: string, act: (namespace: string) => Promise<T>): Promise<T> {
  // An earlier sweep of the same run may have been cut off, and its namespace be on its way.
  const name = `sweep-${randomBytes(3).toString('hex')}-${runId}`;
  const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...ownLabels(runId), 'pod-security.kubernetes.io/enforce': 'privileged' } } };
  await client.create(namespace);
  try {
    return await act(name);
  } finally {
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', name });
  }
}
