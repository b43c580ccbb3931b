import { perRunKinds } from '../../client/kinds.ts';
import { isMap, mapsIn } from '../../values/field-path.ts';
import { madeForLabel } from '../own-labels.ts';
import type { Isolation } from './isolation.ts';
import { follow, isSystemNamespace, nameOnCluster, namespaceMeant, unique } from './names.ts';

type Fields = Record<string, unknown>;

/** Group of all service accounts of the cluster, or with a namespace behind it of that one's. */
const serviceAccounts = 'system:serviceaccounts';

/** A user's name begins so where it is that of a service account: `<prefix><namespace>:<name>`. */
const serviceAccountUser = 'system:serviceaccount:';

/** With one of these labels a ClusterRole would widen the roles that every user of the cluster may have. */
const widensBuiltIn = /^rbac\.authorization\.k8s\.io\/aggregate-to-/;

/**
 * A RoleBinding or ClusterRoleBinding. Rights go to accounts of our own namespace only: whatever namespace the learner
 * worked in is ours. An account of the cluster's own namespaces becomes one that does not exist, and so does one of another
 * namespace than the folder's account of that name says. Users and all other groups are those of the whole cluster and stay.
 */
export function isolateBinding(binding: Fields, isolation: Isolation): void {
  const role = binding['roleRef'];
  if (isMap(role) && role['kind'] === 'ClusterRole') follow(role, 'name', 'ClusterRole', isolation);
  for (const subject of mapsIn(binding['subjects'])) {
    const { kind, name, namespace } = subject;
    // A RoleBinding's account without a namespace is one of the binding's own; the server refuses that of a ClusterRoleBinding.
    if (kind === 'ServiceAccount' && typeof namespace === 'string') subject['namespace'] = accountNamespace(namespace, isolation, name);
    if (typeof name !== 'string') continue;
    if (kind === 'Group') subject['name'] = accountGroup(name, isolation);
    if (kind === 'User' && name.startsWith(serviceAccountUser)) {
      const [space = '', ...account] = name.slice(serviceAccountUser.length).split(':');
      subject['name'] = `${serviceAccountUser}${[accountNamespace(space, isolation, account.join(':')), ...account].join(':')}`;
    }
  }
}

function accountNamespace(learners: string, isolation: Isolation, account?: unknown): string {
  const own = typeof account === 'string' ? isolation.accounts?.get(account) : undefined;
  return isSystemNamespace(learners) || (own !== undefined && own !== learners) ? unique(learners, isolation) : isolation.namespace;
}

function accountGroup(name: string, isolation: Isolation): string {
  if (name === serviceAccounts) return `${serviceAccounts}:${isolation.namespace}`;
  return name.startsWith(`${serviceAccounts}:`) ? `${serviceAccounts}:${accountNamespace(name.slice(serviceAccounts.length + 1), isolation)}` : name;
}

/** The rules of a Role or ClusterRole: objects of the whole cluster that they name follow. */
export function isolateRules(role: Fields, isolation: Isolation): void {
  for (const rule of mapsIn(role['rules'])) {
    const { resources, resourceNames } = rule;
    if (!Array.isArray(resources) || !Array.isArray(resourceNames)) continue;
    const plurals = resources.map((each: unknown) => String(each).split('/')[0]);
    const named = (name: string): string[] =>
      plurals.map((plural) => {
        if (plural === 'namespaces') return namespaceMeant(name, isolation);
        const kind = perRunKinds.find((each) => each.plural === plural)?.kind;
        return kind === undefined ? name : nameOnCluster(kind, name, isolation);
      });
    rule['resourceNames'] = [...new Set((resourceNames as unknown[]).flatMap((name) => named(String(name))))];
  }
}

/** A ClusterRole neither widens the roles of others nor is widened by those of another run. */
export function isolateClusterRole(role: Fields, isolation: Isolation): void {
  isolateRules(role, isolation);
  const metadata = role['metadata'];
  if (!isMap(metadata)) return;
  const labels = Object.entries(isMap(metadata['labels']) ? metadata['labels'] : {}).filter(([key]) => !widensBuiltIn.test(key));
  metadata['labels'] = { ...Object.fromEntries(labels), [madeForLabel]: isolation.namespace };
  const aggregation = role['aggregationRule'];
  if (!isMap(aggregation)) return;
  for (const selector of mapsIn(aggregation['clusterRoleSelectors'])) {
    selector['matchLabels'] = { ...(isMap(selector['matchLabels']) ? selector['matchLabels'] : {}), [madeForLabel]: isolation.namespace };
  }
}
