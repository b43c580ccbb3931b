import { causeText } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject, Pod, Volume } from '../client/objects.ts';
import { isMap } from '../manifests/field-path.ts';
import type { Leftover } from '../report/results.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import { nodesOf, removeNodeFolders } from './node-folders.ts';
import type { Place } from './place.ts';

/** Makers of pods, deleted before the pods, so that none is made again; makers of makers first. */
const makers: readonly [apiVersion: string, kind: string][] = [
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
];

/** What was removed says nothing; what was not is told. */
export interface CleanUpResult {
  leftovers: Leftover[];
  /** Why, where it is known. */
  reasons: string[];
}

/**
 * Removes a place and all that was made for it, last in first out: pods and their makers, data on nodes, volumes, the
 * namespace. Stops at the signal and tells what is left.
 */
export async function removePlace(place: Place, signal: AbortSignal): Promise<CleanUpResult> {
  const { client, labels } = place.session;
  const { namespace } = place;
  const reasons: string[] = [];
  const attempt = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      reasons.push(`${what}: ${causeText(signal.aborted ? signal.reason : error)}`);
    }
  };
  const keepsData = place.applied.some((manifest) => manifest.kind === 'PersistentVolume' && isMap(manifest.get('spec.hostPath')));
  const nodes = keepsData ? await nodesOf(client, namespace, signal).catch(() => []) : [];
  await attempt('pods', async () => {
    for (const [apiVersion, kind] of makers) await client.deleteAll(apiVersion, kind, { namespace }, { signal });
    // One second: what a container still wants to say has been said, and nobody waits for its answers any more.
    await client.deleteAll('v1', 'Pod', { namespace }, { graceSeconds: 1, signal });
  });
  if (nodes.length > 0) {
    await attempt('data on nodes', async () => {
      await untilNone(client, 'v1', 'Pod', { namespace }, signal);
      await removeNodeFolders(client, namespace, labels, nodes, signal);
    });
  }
  await attempt('namespace', async () => {
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { signal });
  });
  await attempt('volumes', async () => {
    await removeVolumes(place, signal);
  });
  await attempt('namespace', async () => {
    await untilNone(client, 'v1', 'Namespace', { name: namespace }, signal);
  });
  return { leftovers: reasons.length === 0 ? [] : await leftoversOf(place), reasons };
}

async function removeVolumes(place: Place, signal: AbortSignal): Promise<void> {
  const { client, labels } = place.session;
  const { items } = await client.list<Volume>('v1', 'PersistentVolume', { labels }, { signal });
  await Promise.all(
    place.watcher.own(items).map(async (volume) => {
      const name = volume.metadata?.name ?? '';
      await client.delete({ apiVersion: 'v1', kind: 'PersistentVolume', name }, { signal });
      await untilNone(client, 'v1', 'PersistentVolume', { name }, signal);
    }),
  );
}

async function untilNone(client: ClusterClient, apiVersion: string, kind: string, scope: { namespace?: string; name?: string }, signal: AbortSignal): Promise<void> {
  const source = apiSource<KubeObject>(client, apiVersion, kind, scope);
  for await (const { objects } of watchObjects(source, { clock: systemClock, signal })) if (objects.length === 0) return;
}

/** What is still there, with the finalizers that hold it. */
async function leftoversOf(place: Place): Promise<Leftover[]> {
  const { client, labels } = place.session;
  const { namespace } = place;
  const leftover = (kind: string, object: KubeObject): Leftover => ({
    kind,
    ...(object.metadata?.namespace === undefined ? {} : { namespace: object.metadata.namespace }),
    name: object.metadata?.name ?? '',
    ...(object.metadata?.finalizers === undefined ? {} : { finalizers: object.metadata.finalizers }),
  });
  try {
    const [own, pods, volumes] = await Promise.all([
      client.read({ apiVersion: 'v1', kind: 'Namespace', name: namespace }),
      client.list<Pod>('v1', 'Pod', { namespace }),
      client.list<Volume>('v1', 'PersistentVolume', { labels }),
    ]);
    return [
      ...(own === undefined ? [] : [leftover('Namespace', own)]),
      ...pods.items.map((pod) => leftover('Pod', pod)),
      ...place.watcher.own(volumes.items).map((volume) => leftover('PersistentVolume', volume)),
    ];
  } catch {
    // The cluster does not answer any more: what we made is probably still there.
    return [{ kind: 'Namespace', name: namespace }];
  }
}
