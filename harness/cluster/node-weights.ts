import { onNode, type KindNode } from './kind-nodes.ts';

/**
 * The weights of a node's parts beside each other. With the 1024 that each has by default pods get a third of what a node has
 * when containerd and the kubelet are busy, as they are whenever pods start or leave: a pod of the sample app then stood still
 * for more than two seconds, and visitors took its requests for lost. With a tenth of what pods have, the kubelet noticed
 * 4 to 8 s late that a terminating pod was not ready any more, and clients with its cookie were sent to it after it had stopped.
 */
const weights = { 'kubelet': 10_240, 'kubelet.slice': 4_096, 'system.slice': 2_048 };

/** kind's cgroups for pods, the kubelet and containerd, where the kernel has version 1; with version 2 the kubelet weighs pods and services by itself. */
const folder = '/sys/fs/cgroup/cpu';

/** The shell command that gives them where there are such cgroups. */
export function weighing(cgroups = folder): string {
  const give = Object.entries(weights).map(([part, shares]) => `if [ -e ${cgroups}/${part}/cpu.shares ]; then echo ${shares} > ${cgroups}/${part}/cpu.shares; fi`);
  return give.join('; ');
}

/** Gives the parts of these nodes their weights; a node that was restarted has forgotten them. */
export async function weighParts(nodes: readonly KindNode[], signal: AbortSignal): Promise<void> {
  await Promise.all(nodes.map((node) => onNode(node, weighing(), { deadlineMs: 10_000, signal })));
}
