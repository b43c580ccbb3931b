/** What a cluster lacks that a lesson needs, and what to do about it. */
export const features = {
  audit: 'this cluster keeps no audit log: start its kube-apiserver with --audit-policy-file and --audit-log-path',
  encryption: 'this cluster does not encrypt what it stores: start its kube-apiserver with --encryption-provider-config',
  logRotation: 'the nodes of this cluster rotate container logs at the default size of 10Mi, which takes too long: set containerLogMaxSize of the kubelets to less',
  registry: 'this cluster names no local registry: create the ConfigMap local-registry-hosting in kube-public (KEP-1755)',
  networkPolicy: 'this cluster does not enforce NetworkPolicies: install a network plugin that does, such as Calico or Cilium',
  networkPolicyUnknown: (why: string) => `whether this cluster enforces NetworkPolicies could not be found out: ${why}`,
  noConnection: (verdict: string) => `without a policy, one pod's connection to another ${verdict}`,
  apiServerOutOfSight: (lacks: string) => `${lacks} (no pod of the kube-apiserver is visible in kube-system)`,
  cannotAsk: (feature: string, reason: string) => `whether this cluster has \`${feature}\` could not be asked: ${reason}`,
  verdicts: { reached: 'was accepted', refused: 'was refused', 'timed out': 'timed out' },
  asking: (feature: string) => `finding out whether the cluster has \`${feature}\``,
} as const;
