import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { onNode, type KindNode } from './kind-nodes.ts';

type NodeRange = KubeObject & { spec?: { podCIDR?: string } };
type ServiceRange = KubeObject & { spec?: { cidrs?: string[] } };

/**
 * The shell command that lets nothing for an address of a Service or a pod out of a node where nobody has it. kube-proxy changes
 * its tables one after the other, and removes a pod that is gone a moment later: what is sent in between goes to the node's
 * gateway otherwise. Mostly nobody answers there, and the sender tries again. Where a proxy answers for every address, it takes
 * what was meant for the pod.
 *
 * @param services addresses of Services, which no packet has any more behind kube-proxy's rules
 * @param pods addresses of the node's own pods, each of which has a route of its own
 */
export function keepingInside(services: readonly string[], pods: string | undefined): string {
  const rules = services.filter((range) => !range.includes(':')).flatMap((range) => ['FORWARD', 'OUTPUT'].map((chain) => {
    const rule = `${chain} -d ${range} -j REJECT`;
    return `iptables -w -C ${rule} 2> /dev/null || iptables -w -I ${rule}`;
  }));
  const route = pods === undefined || pods.includes(':') ? [] : [`ip route replace unreachable ${pods}`];
  return [...rules, ...route].join(' && ');
}

/** Keeps what is for Services and pods inside the cluster, on these nodes; a node that was restarted has forgotten it. */
export async function keepInside(client: ClusterClient, nodes: readonly KindNode[], signal: AbortSignal): Promise<void> {
  const [services, known] = await Promise.all([serviceRanges(client), client.list<NodeRange>('v1', 'Node')]);
  await Promise.all(nodes.map(async (node) => {
    const pods = known.items.find(({ metadata }) => metadata?.name === node.name)?.spec?.podCIDR;
    await onNode(node, keepingInside(services, pods), { deadlineMs: 20_000, signal });
  }));
}

/** The addresses that Services get; none where the cluster does not say so, which Kubernetes does from 1.33 on. */
async function serviceRanges(client: ClusterClient): Promise<string[]> {
  if ((await client.resources.find('networking.k8s.io/v1', 'ServiceCIDR')) === undefined) return [];
  const { items } = await client.list<ServiceRange>('networking.k8s.io/v1', 'ServiceCIDR');
  return items.flatMap(({ spec }) => spec?.cidrs ?? []);
}
