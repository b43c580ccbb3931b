export const en = {
  unreachable: (node: string, why: string) => `etcd on ${node} cannot be reached from this machine: ${why}`,
} as const;
