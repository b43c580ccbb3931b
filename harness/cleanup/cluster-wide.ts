import type { ClusterClient } from '../client/cluster-client.ts';
import { perRunKinds, type Kind } from '../client/kinds.ts';
import type { KubeObject, Volume } from '../client/objects.ts';
import { listVisible, ownClusterWide } from '../manifests/own-objects.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';

/** Bindings first: a policy without one judges nothing. */
const policies = perRunKinds.filter(({ stage }) => stage === 'policyBindings' || stage === 'policies').toSorted((a, b) => Number(a.stage === 'policies') - Number(b.stage === 'policies'));

/** Deletes the admission policies that were made for a namespace, which might refuse the clean-up itself. */
export async function removePolicies(client: ClusterClient, namespace: string, labels: Record<string, string>, signal: AbortSignal): Promise<void> {
  for (const { apiVersion, kind, name } of await ownClusterWide(client, namespace, labels, signal, policies)) await client.delete({ apiVersion, kind, name }, { signal });
}

/** Annotation of a volume that a provisioner made. */
const provisionedBy = 'pv.kubernetes.io/provisioned-by';

/**
 * Has volumes deleted, with their data, that were provisioned for claims of a namespace and that a StorageClass told the
 * cluster to retain: they carry none of our labels, so nobody would find them again. They go when their claims go.
 */
export async function giveUpRetained(client: ClusterClient, namespace: string, signal: AbortSignal): Promise<void> {
  const volumes: Volume[] = await listVisible(client, 'v1', 'PersistentVolume', {}, signal);
  const retained = volumes.filter(({ metadata, spec }) => spec?.claimRef?.namespace === namespace && spec.persistentVolumeReclaimPolicy === 'Retain' && metadata?.annotations?.[provisionedBy] !== undefined);
  await Promise.all(retained.map(async ({ metadata }) => await client.patch({ apiVersion: 'v1', kind: 'PersistentVolume', name: metadata?.name ?? '' }, { spec: { persistentVolumeReclaimPolicy: 'Delete' } })));
}

/** Deletes all objects of the whole cluster, of these kinds, that were made for a namespace; resolves when they are gone. */
export async function removeClusterWide(client: ClusterClient, namespace: string, labels: Record<string, string>, signal: AbortSignal, kinds: readonly Kind[] = perRunKinds): Promise<void> {
  await Promise.all(
    (await ownClusterWide(client, namespace, labels, signal, kinds)).map(async ({ apiVersion, kind, name }) => {
      await client.delete({ apiVersion, kind, name }, { signal });
      // A volume goes when its claim is gone, which the namespace takes with it.
      await untilNone(client, apiVersion, kind, { name }, signal);
    }),
  );
}

/** Resolves when there is no such object any more. */
export async function untilNone(client: ClusterClient, apiVersion: string, kind: string, scope: { namespace?: string; name?: string }, signal: AbortSignal): Promise<void> {
  const source = apiSource<KubeObject>(client, apiVersion, kind, scope);
  for await (const { objects } of watchObjects(source, { clock: systemClock, signal })) if (objects.length === 0) return;
}
