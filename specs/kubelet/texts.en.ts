export const en = {
  listens: (port: number) => `the kubelet listens at port ${port}`,
  unreachable: (node: string, why: string) => `the kubelet of ${node} cannot be reached from this machine: ${why}`,
} as const;
