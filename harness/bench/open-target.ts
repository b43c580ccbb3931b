import { ClusterClient } from '../client/cluster-client.ts';
import type { Deployment } from '../client/objects.ts';
import { awaitStatus } from '../cluster/await-status.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { watchUntil } from '../cluster/watch-until.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { applyManifest } from '../manifests/apply.ts';
import { ownLabels } from '../manifests/own-labels.ts';
import { hostName } from '../manifests/isolation/names.ts';
import { describeDeployment, isComplete } from '../wait/deployment-problems.ts';
import { texts } from '../text/texts.ts';
import { targetObjects } from './target-objects.ts';

/** Where both programs send their requests. */
export interface Target {
  /** Address of the ingress controller. */
  baseUrl: string;
  /** Value of the Host header. */
  host: string;
  path: string;
}

const readyWithinMs = 120_000;
const routedWithinMs = 30_000;

/**
 * Makes four pods of the sample app behind an Ingress, in a namespace of this run, and resolves when they answer through it.
 * Throws an EnvironmentError when they do not.
 */
export async function openTarget(cluster: Cluster, runId: string, signal: AbortSignal): Promise<Target> {
  if (cluster.ingressUrl === undefined) throw new EnvironmentError('bench', texts.bench.noIngress, texts.bench.useUp);
  const client = ClusterClient.forContext(cluster.kubeconfig, cluster.context);
  const isolation = { namespace: `bench-${runId}`, storageClasses: [], hasDefaultClass: false };
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: isolation.namespace, labels: ownLabels(runId) } });
  const { manifests, deployment, host, path } = targetObjects();
  for (const manifest of manifests) await applyManifest(client, manifest, isolation, runId);
  const target = { baseUrl: cluster.ingressUrl, host: hostName(host, isolation), path };
  await podsReady(client, deployment.id, isolation.namespace, signal);
  await routed(target, signal);
  return target;
}

async function podsReady(client: ClusterClient, name: string, namespace: string, signal: AbortSignal): Promise<void> {
  let last: Deployment | undefined;
  await watchUntil<Deployment>(client, 'apps/v1', 'Deployment', {
    scope: { namespace },
    signal,
    deadlineMs: readyWithinMs,
    reached: ([deployment]) => {
      last = deployment;
      return deployment !== undefined && isComplete(deployment) ? true : undefined;
    },
    late: () => new EnvironmentError('bench', texts.bench.notComplete(name, namespace, readyWithinMs / 1_000, describeDeployment(last)), texts.bench.trySpec),
  });
}

/** The ingress controller takes a route over a moment later, and nothing in the cluster tells when. */
async function routed({ baseUrl, host, path }: Target, signal: AbortSignal): Promise<void> {
  const last = await awaitStatus({ url: `${baseUrl}${path}`, status: 200, host, withinMs: routedWithinMs, everyMs: 100, signal });
  if (last === undefined) return;
  throw new EnvironmentError('bench', texts.bench.noResponse(`${baseUrl}${path}`, host, routedWithinMs / 1_000, last), texts.bench.trySpec);
}
