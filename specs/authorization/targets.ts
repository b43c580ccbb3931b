import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { targets } from './matrix.ts';

const rbac = 'rbac.authorization.k8s.io';
const container = { name: 'web', image: 'busybox:1.37', imagePullPolicy: 'IfNotPresent', args: ['sleep', '86400'] };

/** A RoleBinding that the spec makes; accounts are those of the namespace. */
export function binding(given: Given, name: string, role: { kind: 'Role' | 'ClusterRole'; name: string }, subject: { kind: 'ServiceAccount' | 'User'; name: string }): Manifest {
  return given.object({
    apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name }, roleRef: { apiGroup: rbac, ...role },
    subjects: [{ ...subject, ...(subject.kind === 'User' ? { apiGroup: rbac } : {}) }],
  } as never);
}

/** A Role or ClusterRole with one rule that the spec makes. */
export function role(given: Given, kind: 'Role' | 'ClusterRole', name: string, rule: { apiGroups: string[]; resources: string[]; verbs: string[] }, labels: Record<string, string> = {}): Manifest {
  return given.object({ apiVersion: `${rbac}/v1`, kind, metadata: { name, labels }, rules: [rule] } as never);
}

/** What the requests of the matrix are about. */
export function madeTargets(given: Given): Manifest[] {
  const labels = { app: targets.deployment };
  return [
    given.object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: targets.kept }, data: { colour: 'blue' } } as never),
    given.object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: targets.other }, data: { colour: 'red' } } as never),
    given.object({ apiVersion: 'v1', kind: 'Secret', metadata: { name: targets.secret }, stringData: { note: 'nothing' } } as never),
    given.object({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: targets.deployment }, spec: { replicas: 0, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } } } as never),
    role(given, 'Role', targets.spare, { apiGroups: [''], resources: ['services'], verbs: ['list'] }),
    binding(given, targets.spare, { kind: 'Role', name: targets.spare }, { kind: 'User', name: 'nobody-in-particular' }),
    given.object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: targets.pod }, spec: { terminationGracePeriodSeconds: 1, containers: [container] } } as never),
  ];
}

/** The body of a request that makes another object like one of these. */
export function bodyToMake(manifests: readonly Manifest[], resource: string): object | undefined {
  const kinds: Record<string, string> = { pods: 'Pod', configmaps: 'ConfigMap', secrets: 'Secret', deployments: 'Deployment' };
  if (resource === 'roles') return { apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: 'made' }, rules: [{ apiGroups: [rbac], resources: ['roles'], verbs: ['get'] }] };
  if (resource === 'rolebindings') return { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name: 'made' }, roleRef: { apiGroup: rbac, kind: 'Role', name: 'read-pods' }, subjects: [{ kind: 'ServiceAccount', name: 'default' }] };
  if (resource === 'serviceaccounts') return { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  return manifests.find(({ kind }) => kind === kinds[resource])?.named('made').object;
}
