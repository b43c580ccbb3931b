import { mapsIn } from '../values/field-path.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/**
 * Kinds about accounts and rights that a lesson may be about. The rights of a ClusterRoleBinding end at no namespace: it may only
 * give them to ServiceAccounts, which are kept to the run, and in whose name no pod of the run speaks.
 */
export type AccountKind = 'ServiceAccount' | 'Role' | 'RoleBinding' | 'ClusterRole' | 'ClusterRoleBinding' | 'CertificateSigningRequest';

/** Kinds that give rights. */
const givesRights: readonly AccountKind[] = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

const kinds = ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'CertificateSigningRequest'];

/** Signs certificates for people and programs, and only what somebody has approved. Others sign by themselves, for nodes for example. */
const harmlessSigner = 'kubernetes.io/kube-apiserver-client';

/** Users and groups of the cluster itself. Those of ServiceAccounts are kept to the namespaces of the run. */
const ofSystem = /^system:(?!serviceaccounts?(?::|$))/;

/** What an object about accounts and rights does that its lesson does not let every folder do. */
export function aboutAccounts(object: Fields, permitted: readonly AccountKind[]): Offence[] {
  const kind = String(object['kind']);
  if (!kinds.includes(kind)) return [];
  // One without a token speaks to nobody; that it has none, the isolation sees to.
  if (kind === 'ServiceAccount') return [];
  if (!permitted.some((each) => each === kind)) return [{ field: '', allowance: 'accounts', observed: t.rightsObject(kind) }];
  const { signerName } = fieldsOf(object['spec']);
  if (kind === 'CertificateSigningRequest' && signerName !== harmlessSigner) return [{ field: 'spec.signerName', allowance: 'accounts', observed: t.signer(show(signerName)) }];
  return mapsIn(object['subjects']).flatMap(({ kind: of, name }, n): Offence[] => {
    if (typeof name !== 'string' || !(ofSystem.test(name) || (kind === 'ClusterRoleBinding' && !isOfTheRun(of, name)))) return [];
    // Users of a cluster are called after what signs them in, such as a mail address; a plain word is rather an account's.
    const meansAccount = of === 'User' && /^[a-z0-9-]+$/.test(name);
    return [{ field: `subjects[${n}].${meansAccount ? 'kind' : 'name'}`, allowance: 'accounts', observed: t.systemSubject(show(name)), ...(meansAccount ? { meant: 'ServiceAccount' } : {}) }];
  });
}

/** Whether a subject is kept to the namespaces of the run: ServiceAccounts, also by their names as users, and the groups of them. */
function isOfTheRun(kind: unknown, name: string): boolean {
  return kind === 'ServiceAccount' || (kind === 'User' && name.startsWith('system:serviceaccount:')) || (kind === 'Group' && /^system:serviceaccounts(?::|$)/.test(name));
}

/** Whether an object gives rights in a lesson that is not about rights: then no program needs them, and they are left out. */
export function givesRightsInVain(kind: string, permitted: readonly string[]): boolean {
  return givesRights.some((each) => each === kind) && !givesRights.some((each) => permitted.includes(each));
}

/** Throws where a lesson lets its folders have both, programs with tokens and rights for these: that would be a stranger's program with rights. */
export function refuseTokensWithRights(tokens: boolean, permitted: readonly AccountKind[]): void {
  if (tokens && permitted.some((kind) => givesRights.includes(kind))) throw new Error(`a lesson whose pods have tokens (podNeeds) cannot let its folders give rights (accountKinds): ${permitted.join(', ')}`);
}
