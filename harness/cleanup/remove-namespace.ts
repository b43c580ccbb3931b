import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { perRunKinds } from '../client/kinds.ts';
import type { KubeObject, Pod } from '../client/objects.ts';
import { isMap } from '../values/field-path.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { ownClusterWide } from '../manifests/own-objects.ts';
import type { Leftover } from '../verdict/results.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import { giveUpRetained, removeClusterWide, removePolicies, untilNone } from './cluster-wide.ts';
import { deleteWorkloads } from './delete-workloads.ts';
import { cleanersDone, nodesOf, startCleaners } from './node-folders.ts';
import { pastPolicies } from './past-policies.ts';
import type { Scope } from '../objects/scope.ts';
import { causeText } from '../text/error-text.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.cleanup;

/**
 * The namespace controller begins 5 s after a namespace was deleted; pods that it still finds then make it come again
 * only after half of their grace period (16 s as a rule). So pods that linger are taken away by force before that.
 */
const lingerMs = 4_000;

/** What could not be removed, and why. */
export interface CleanUpResult {
  leftovers: Leftover[];
  /** Why, where it is known. */
  reasons: Text[];
}

/**
 * Removes a namespace and all that was made for it: pods and their makers, data on nodes, volumes and other objects
 * of the whole cluster, the namespace. Stops at the signal and reports what is left.
 *
 * @param onQuiet called when nothing runs there any more
 */
export async function removeNamespace(scope: Scope, signal: AbortSignal, onQuiet: () => void): Promise<CleanUpResult> {
  const { client, labels } = scope.session;
  const { namespace } = scope;
  const reasons: Text[] = [];
  let refused = false;
  const attempt = async (what: Text, act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await pastPolicies(namespace, act, signal);
      return true;
    } catch (error) {
      // Who may not remove one thing may not remove the next either: the first refusal says it for all.
      const isRefusal = error instanceof ApiError && error.code === 403;
      if (!isRefusal || !refused) reasons.push(t.why(what, causeOf(signal.aborted ? signal.reason : error)));
      refused ||= isRefusal;
      return false;
    }
  };
  const keepsData = scope.applied.some((manifest) => (manifest.kind === 'PersistentVolume' && isMap(manifest.get('spec.hostPath'))) || hasNodeFolder(manifest, scope));
  await attempt(t.policies, async () => { await removePolicies(client, namespace, labels, signal); });
  await attempt(t.retained, async () => { await giveUpRetained(client, namespace, signal); });
  await attempt(t.pods, async () => {
    await deleteWorkloads(client, namespace, signal);
    // Claims go when their pods are gone. Those that the namespace controller would still meet cost it another round.
    await client.deleteAll('v1', 'PersistentVolumeClaim', { namespace }, { signal });
  });
  // The cleaners come after that, or they would be deleted with the others.
  let cleaners: string[] = [];
  // No pod can be made any more in a namespace that somebody else deletes.
  const started = !keepsData || (!scope.session.namespaces.isLost(namespace) && await attempt(t.data, async () => {
    cleaners = await startCleaners(client, namespace, labels, await nodesOf(client, namespace, signal, leavesData(scope)), signal);
  }));
  await attempt(t.namespace, async () => { await client.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { signal }); });
  const removeData = async (): Promise<void> => {
    const cleaned = started && await attempt(t.data, async () => { await cleanersDone(client, namespace, cleaners, signal); });
    // The volumes stay until their data is gone: by them the sweep sees that nodes have some.
    const kinds = cleaned ? perRunKinds : perRunKinds.filter(({ kind }) => kind !== 'PersistentVolume');
    await attempt(t.clusterWide, async () => { await removeClusterWide(client, namespace, labels, signal, kinds); });
  };
  await Promise.all([removeData(), attempt(t.pods, async () => { await deleteLingering(client, namespace, cleaners, signal); })]);
  onQuiet();
  await attempt(t.namespace, async () => { await untilNone(client, 'v1', 'Namespace', { name: namespace }, signal); });
  return { leftovers: reasons.length === 0 ? [] : await leftoversOf(scope), reasons };
}

function causeOf(error: unknown): Text {
  if (error instanceof EnvironmentError) return error.texts.message;
  return error instanceof Error && error.name === 'TimeoutError' ? t.outOfTime : verbatim(causeText(error));
}

/** Which pods mount a claim or a folder of their node, by their names: that of a pod's manifest, or one that begins with its workload's. */
function leavesData(scope: Scope): (pod: string) => boolean {
  const names = scope.applied.filter((manifest) => /"(?:persistentVolumeClaim|volumeClaimTemplate)":/.test(JSON.stringify(manifest.object)) || manifest.kind === 'StatefulSet' || hasNodeFolder(manifest, scope)).map((manifest) => manifest.name);
  return (pod) => names.some((name) => pod === name || pod.startsWith(`${name}-`));
}

/** Whether pods of an object write into a folder of their node: one that the lesson lets them have, in whose place is one of the run. */
function hasNodeFolder(manifest: Manifest, { isolation: { nodeFolders = [] } }: Scope): boolean {
  const text = JSON.stringify(manifest.object);
  return nodeFolders.some((folder) => new RegExp(`"path":"${RegExp.escape(folder)}/*"`).test(text));
}

/** Takes away by force the pods that are still there after a while. */
async function deleteLingering(client: ClusterClient, namespace: string, spared: readonly string[], signal: AbortSignal): Promise<void> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(lingerMs)]);
  const lingering = (pods: readonly Pod[]): string[] => pods.map((pod) => pod.metadata?.name ?? '').filter((name) => !spared.includes(name));
  let names: string[] = [];
  try {
    const source = apiSource<Pod>(client, 'v1', 'Pod', { namespace });
    for await (const { objects } of watchObjects(source, { clock: systemClock, signal: patience })) {
      names = lingering(objects);
      if (names.length === 0) return;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!patience.aborted) throw error;
  }
  await Promise.all(names.map(async (name) => await client.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name }, { graceSeconds: 0, signal })));
}

/** What is still there, with the finalizers that hold it. */
async function leftoversOf(scope: Scope): Promise<Leftover[]> {
  const { client, labels } = scope.session;
  const { namespace } = scope;
  const leftover = (kind: string, object: KubeObject): Leftover => ({
    kind,
    ...(object.metadata?.namespace === undefined ? {} : { namespace: object.metadata.namespace }),
    name: object.metadata?.name ?? '',
    ...(object.metadata?.finalizers === undefined ? {} : { finalizers: object.metadata.finalizers }),
  });
  try {
    const [own, pods, clusterWide] = await Promise.all([
      client.read({ apiVersion: 'v1', kind: 'Namespace', name: namespace }),
      client.list<Pod>('v1', 'Pod', { namespace }),
      ownClusterWide(client, namespace, labels),
    ]);
    return [
      ...(own === undefined ? [] : [leftover('Namespace', own)]),
      ...pods.items.map((pod) => leftover('Pod', pod)),
      ...clusterWide.map(({ kind, object }) => leftover(kind, object)),
    ];
  } catch {
    // The cluster does not respond any more: what we made is probably still there.
    return [{ kind: 'Namespace', name: namespace }];
  }
}
