import { ApiError } from '../client/api-error.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import type { Use } from '../client/use.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { firstMissing } from '../cluster/require-rights.ts';
import { ownLabels } from '../manifests/own-labels.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Stages } from './stages.ts';

const t = texts.verify;

/** The stages of a run that judges what somebody has applied: the same, but for what reaches beyond their namespace. */
export function verifyStages(stages: Stages, namespace: string): Stages {
  return {
    ...stages,
    requireRights: async (cluster, uses, { signal }) => {
      const client = clientOf(cluster);
      await requireNamespace(client, namespace, cluster.name);
      await requireRights(client, uses, namespace, signal);
    },
    // Nothing of other runs lies where only this namespace is ours to look at.
    sweepOlder: () => Promise.resolve(),
    sweep: async (cluster, runId) => {
      await removeClientPods(clientOf(cluster), namespace, runId);
      return [];
    },
  };
}

function clientOf({ kubeconfig, context }: Cluster): ClusterClient {
  return ClusterClient.forContext(kubeconfig, context);
}

/** Throws EnvironmentError when there is no such namespace; where nobody may ask, the rights in it tell. */
async function requireNamespace(client: ClusterClient, namespace: string, context: string): Promise<void> {
  try {
    if ((await client.read({ apiVersion: 'v1', kind: 'Namespace', name: namespace })) !== undefined) return;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 403) throw error;
    return;
  }
  throw new EnvironmentError('--namespace', t.noNamespace(namespace, context), t.noNamespaceHint(namespace));
}

async function requireRights(client: ClusterClient, uses: readonly Use[], namespace: string, signal: AbortSignal): Promise<void> {
  const missing = await firstMissing(client, uses, signal);
  if (missing !== undefined) throw new EnvironmentError('--namespace', missing.message, t.rightsHint(namespace, subjectOf(missing.username), missing.rule));
}

/** Who asks, as `kubectl create rolebinding` takes it. */
export function subjectOf(username: string): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  return name === undefined ? `--user=${username === '' ? 'NAME' : username}` : `--serviceaccount=${namespace ?? ''}:${name}`;
}

/** Client pods that a test could not remove itself, as its process was ended. */
async function removeClientPods(client: ClusterClient, namespace: string, runId: string): Promise<void> {
  const { items } = await client.list('v1', 'Pod', { namespace, labels: ownLabels(runId) });
  await Promise.all(items.map(async ({ metadata }) => await client.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name: metadata?.name ?? '' }, { graceSeconds: 0, own: true })));
}
