import { kindNamed } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { inApplyOrder } from '../manifests/apply-order.ts';
import { loadLesson } from '../manifests/load.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { learnerAccount, learnerLabel } from './learner.ts';

/** What Pod Security lets a learner's pods be: `baseline` keeps them from becoming root on a node of the room's cluster. */
export type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/** The learner's namespace. */
export function learnerNamespace(name: string, podSecurity: PodSecurity): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [learnerLabel]: name, 'pod-security.kubernetes.io/enforce': podSecurity } } };
}

/**
 * What lies in it from the start, in the order in which it is applied: the account, the role and quota that the organiser's folder
 * says, and the role's binding to the account.
 *
 * @param folders that of all manifests of ours
 */
export function objectsInNamespace(name: string, folders: { ours: string }): KubeObject[] {
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: learnerAccount } };
  const given = inApplyOrder(loadLesson(folders.ours, 'workshop')).filter(isLearners).map(({ object }) => object);
  const roles = given.filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata?.name ?? '');
  const bindings = roles.map((role): KubeObject & Record<string, unknown> => ({
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: role },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role }, subjects: [{ kind: 'ServiceAccount', name: learnerAccount, namespace: name }],
  }));
  const all: KubeObject[] = [account, ...given, ...bindings];
  return all.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: name, labels: { ...object.metadata?.labels, [learnerLabel]: name } } }));
}

/** What the organiser's folder holds for each learner, rather than for the room. */
function isLearners(manifest: Manifest): boolean {
  return kindNamed(manifest.kind)?.namespaced === true && manifest.get('metadata.namespace') === undefined;
}
