import type { Manifest } from './manifest.ts';

/** What others refer to comes first; what is not named comes with the workloads. */
const order = [
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ResourceQuota',
  'LimitRange',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'NetworkPolicy',
  '',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Ingress',
];

/** The manifests in the order in which they are applied; the order in the files decides among the same kind. */
export function inApplyOrder(manifests: readonly Manifest[]): Manifest[] {
  return manifests.toSorted((a, b) => rank(a.kind) - rank(b.kind));
}

function rank(kind: string): number {
  const index = order.indexOf(kind);
  return index === -1 ? order.indexOf('') : index;
}
