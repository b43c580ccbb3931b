import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Pod } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** What a cluster may have or lack, and is asked for. */
export type Feature = 'audit' | 'encryption-at-rest' | 'network-policy' | 'log-rotation' | 'registry';

/** What a lesson may need: what the run knows of itself, and what the cluster is asked for. */
export type Need = 'ingress' | 'own-cluster' | Feature;

/** What the API server can be asked about; whether policies are enforced shows in behaviour only. */
export type AskedFeature = Exclude<Feature, 'network-policy'>;

const t = texts.features;

/** The kubelet's default, as of Kubernetes 1.37: a log must grow to this size before it is rotated. */
const usualLogSize = '10Mi';

const probes: Readonly<Record<AskedFeature, (client: ClusterClient) => Promise<Text | undefined>>> = {
  audit: async (client) => await lackingArguments(client, t.audit, [['--audit-policy-file'], ['--audit-log-path', '--audit-webhook-config-file']]),
  'encryption-at-rest': async (client) => await lackingArguments(client, t.encryption, [['--encryption-provider-config']]),
  'log-rotation': logRotation,
  registry,
};

/**
 * Asks a cluster for one feature: undefined when it has it, else what it lacks and what to do about it. What may not be asked
 * counts as lacking.
 *
 * @throws EnvironmentError when the API server does not respond
 */
export async function lackingFeature(client: ClusterClient, feature: AskedFeature): Promise<Text | undefined> {
  try {
    return await probes[feature](client);
  } catch (error) {
    if (error instanceof ApiError) return t.cannotAsk(feature, error.message);
    throw error;
  }
}

/** Looks for arguments of the kube-apiserver in its static pods, as kubeadm and kind make them: one of each group must be there. */
async function lackingArguments(client: ClusterClient, lacks: Text, groups: readonly (readonly string[])[]): Promise<Text | undefined> {
  const { items } = await client.list<Pod>('v1', 'Pod', { namespace: 'kube-system', labels: { component: 'kube-apiserver' } });
  if (items.length === 0) return t.apiServerOutOfSight(lacks);
  const complete = items.every((pod) => {
    const given = (pod.spec?.containers ?? []).flatMap(({ command = [], args = [] }) => [...command, ...args]).map((each) => each.split('=')[0]);
    return groups.every((group) => group.some((name) => given.includes(name)));
  });
  return complete ? undefined : lacks;
}

/** Every kubelet must rotate logs sooner than by default, as a pod may run on any node; its settings are read through the API server. */
async function logRotation(client: ClusterClient): Promise<Text | undefined> {
  const { items } = await client.list('v1', 'Node');
  const sizes = await Promise.all(items.map(async ({ metadata }) => {
    const path = `/api/v1/nodes/${encodeURIComponent(metadata?.name ?? '')}/proxy/configz`;
    const { kubeletconfig } = await client.rest.json<{ kubeletconfig?: { containerLogMaxSize?: string } }>('GET', path);
    return kubeletconfig?.containerLogMaxSize ?? usualLogSize;
  }));
  return sizes.length > 0 && sizes.every((size) => size !== usualLogSize) ? undefined : t.logRotation;
}

/** A local registry makes itself known by a ConfigMap (KEP-1755). */
async function registry(client: ClusterClient): Promise<Text | undefined> {
  const known = await client.read<{ data?: Record<string, string> }>({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-public', name: 'local-registry-hosting' });
  return known?.data?.['localRegistryHosting.v1'] === undefined ? t.registry : undefined;
}
