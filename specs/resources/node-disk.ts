import { parseQuantity } from '../../harness/wait/quantity.ts';

/** What is looked at of a node. */
export interface NodeDisk {
  metadata?: { name?: string; labels?: Record<string, string> };
  spec?: { unschedulable?: boolean; taints?: { effect?: string }[] };
  status?: { allocatable?: Record<string, string>; conditions?: { type: string; status: string }[] };
}

/** The node with the most room on its disk for pods that tolerate no taint, by the name that its label has; undefined where there is none in sight. */
export function roomiest(nodes: readonly NodeDisk[]): { node: string; bytes: number } | undefined {
  return nodes
    .filter(({ spec, status }) => spec?.unschedulable !== true && !(spec?.taints ?? []).some(({ effect }) => effect !== 'PreferNoSchedule') && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true)
    .map(({ metadata, status }) => ({ node: metadata?.labels?.['kubernetes.io/hostname'] ?? metadata?.name ?? '', bytes: parseQuantity(status?.allocatable?.['ephemeral-storage'] ?? '') }))
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes)[0];
}
