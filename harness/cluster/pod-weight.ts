import { onNode, type KindNode } from './kind-nodes.ts';

/**
 * The weight of all pods of a node together, beside 1024 for containerd and 1024 for the kubelet. With the 1024 that they
 * have by default they get a third of what a node has when those two are busy, as they are whenever pods start or leave:
 * a pod of the sample app then stood still for more than two seconds, and visitors took its requests for lost.
 */
const podShares = 10_240;

/** kind's cgroup for pods, where the kernel has version 1; with version 2 the kubelet weighs pods and services by itself. */
const file = '/sys/fs/cgroup/cpu/kubelet/cpu.shares';

/** The shell command that gives it where there is such a cgroup. */
export function weighing(cpuShares = file): string {
  return `if [ -e ${cpuShares} ]; then echo ${podShares} > ${cpuShares}; fi`;
}

/** Gives the pods of these nodes their weight; a node that was restarted has forgotten it. */
export async function weighPods(nodes: readonly KindNode[], signal: AbortSignal): Promise<void> {
  await Promise.all(nodes.map((node) => onNode(node, weighing(), { deadlineMs: 10_000, signal })));
}
