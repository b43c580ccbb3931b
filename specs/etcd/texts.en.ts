export const en = {
  unreachable: (node: string, why: string) => `etcd on ${node} cannot be reached from this machine: ${why}`,
  seenOf: (node: string, reason: string, deletion: string) => `node ${node || 'none'}, ${reason || 'scheduled'}, deletion ${deletion || 'not asked for'}`,
} as const;
