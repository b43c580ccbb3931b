import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import { kindNamed, kinds, perRunKinds } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { missingRight } from '../cluster/require-rights.ts';
import { listVisible } from '../manifests/own-objects.ts';
import { managedBy, ownLabels, runLabel } from '../manifests/own-labels.ts';
import type { Leftover } from '../verdict/results.ts';

/** Kinds without a namespace that a run may make; namespaces take all else along. */
const clusterKinds = [...kinds.filter(({ kind }) => kind === 'Namespace'), ...perRunKinds];

/** The part of a client that finding and removing leftovers needs. */
export type LeftoversClient = Pick<ClusterClient, 'list' | 'delete'>;

/** One thing that a run made. */
export interface FoundLeftover {
  apiVersion: string;
  kind: string;
  name: string;
  runId: string;
  finalizers: string[];
}

/** Everything without a namespace that carries our label, of one run or of all. */
export async function findLeftovers(client: LeftoversClient, runId?: string, signal?: AbortSignal): Promise<FoundLeftover[]> {
  const labels = runId === undefined ? managedBy : ownLabels(runId);
  const lists = await Promise.all(clusterKinds.map(async ({ apiVersion, kind }) => {
    // Who may not see namespaces any more would take all for gone.
    const objects = kind === 'Namespace' ? await listNamespaces(client, labels, signal) : await listVisible(client, apiVersion, kind, { labels }, signal);
    return objects.map((object) => leftoverOf(apiVersion, kind, object));
  }));
  return lists.flat().filter((leftover) => leftover.runId !== '');
}

/** Throws EnvironmentError when the right to list namespaces is lacking. */
async function listNamespaces(client: LeftoversClient, labels: Record<string, string>, signal?: AbortSignal): Promise<KubeObject[]> {
  try {
    return (await client.list('v1', 'Namespace', { labels }, signal === undefined ? {} : { signal })).items;
  } catch (error) {
    throw missingRight(error) ?? error;
  }
}

function leftoverOf(apiVersion: string, kind: string, object: KubeObject): FoundLeftover {
  const { metadata } = object;
  const ofSpec = (object as { spec?: { finalizers?: string[] } }).spec?.finalizers ?? [];
  return { apiVersion, kind, name: metadata?.name ?? '', runId: metadata?.labels?.[runLabel] ?? '', finalizers: [...(metadata?.finalizers ?? []), ...ofSpec] };
}

export interface RemovalOptions {
  /** Milliseconds until what is not gone counts as left over. */
  withinMs: number;
  signal: AbortSignal;
  /** Milliseconds between two looks. */
  periodMs?: number;
  /** Ends what runs in a namespace, before anything is deleted. */
  emptyNamespace?: (namespace: string, signal: AbortSignal) => Promise<void>;
  /** Removes the data of the runs from nodes, before the volumes are deleted that say that there is some; returns what stays. */
  emptyNodes?: (signal: AbortSignal) => Promise<Leftover[]>;
}

/** Deletes what was found and waits until it is gone; returns what is still there at the end. */
export async function removeLeftovers(client: LeftoversClient, found: readonly FoundLeftover[], options: RemovalOptions): Promise<Leftover[]> {
  const until = Date.now() + options.withinMs;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.withinMs)]);
  const runs = new Set(found.map(({ runId }) => runId));
  let left = found;
  // A policy might refuse the rest, a binding first: a policy without one judges nothing.
  for (const stage of ['policyBindings', 'policies']) {
    await Promise.all(found.filter(({ kind }) => kindNamed(kind)?.stage === stage).map(async (policy) => { await deleteIfAllowed(client, policy); }));
  }
  // A namespace takes everything along in any case; what could not be emptied must not keep it.
  await Promise.all(found.filter(({ kind }) => kind === 'Namespace').map(async ({ name }) => { await options.emptyNamespace?.(name, signal).catch(() => undefined); }));
  const onNodes = await options.emptyNodes?.(signal) ?? [];
  const rest = found.filter(({ kind }) => !/^polic/.test(kindNamed(kind)?.stage ?? ''));
  await Promise.all(rest.map(async ({ apiVersion, kind, name }) => { await deleteIfAllowed(client, { apiVersion, kind, name }); }));
  while (left.length > 0 && Date.now() < until && !options.signal.aborted) {
    left = (await findLeftovers(client)).filter(({ runId }) => runs.has(runId));
    if (left.length > 0) await pause(options.periodMs ?? 500, undefined, { signal: options.signal }).catch(() => undefined);
  }
  return [...left.map(({ kind, name, finalizers }) => ({ kind, name, ...(finalizers.length === 0 ? {} : { finalizers }) })), ...onNodes];
}

/** What may not be deleted stays, and is told as that. */
async function deleteIfAllowed(client: LeftoversClient, ref: ObjectRef): Promise<void> {
  try {
    await client.delete(ref);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 403) throw error;
  }
}
