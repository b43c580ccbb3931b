import type { Manifest, Manifests } from '../../harness/lesson/given.ts';
import { boundElsewhere, isElsewhere, type Bearer } from '../checks/bound-account.ts';
import { unmetParts, type Rule } from '../checks/rule-parts.ts';

/** What of a folder decides whether an account may do something. */
export interface Deciding {
  on: Manifest | `ServiceAccount/${string}`;
  field?: string;
}

/**
 * What of the folder decides whether a ServiceAccount may `get` a subresource of all nodes: the rule that gives it, the part of
 * the nearest rule that does not fit, a binding that does not lead from the account to a role, or, where there is nothing of that,
 * the account itself.
 */
export function decidingField(manifests: Manifests, account: string, subresource: string): Deciding {
  const bindings = manifests.all('ClusterRoleBinding').filter((binding) => binds(manifests, binding, account));
  if (bindings.length === 0) return withoutBinding(manifests, account, subresource);
  const copied = bindings.find((binding) => isBoundTwice(manifests, binding));
  if (copied !== undefined) return { on: copied, field: 'roleRef.name' };
  const roles = bindings.flatMap((binding) => roleOf(manifests, binding) ?? []);
  const rules = roles.flatMap((role) => (role.get<Rule[]>('rules') ?? []).map((rule, n) => ({ role, n, unmet: unmet(rule, subresource) })));
  const [nearest] = rules.toSorted((a, b) => a.unmet.length - b.unmet.length);
  if (nearest !== undefined) return { on: nearest.role, field: `rules[${nearest.n}].${nearest.unmet[0] ?? 'resources'}` };
  const [role] = roles;
  if (role !== undefined) return { on: role, field: role.get('aggregationRule') === undefined ? 'rules' : 'aggregationRule' };
  return { on: bindings[0] as Manifest, field: 'roleRef' };
}

function withoutBinding(manifests: Manifests, account: string, subresource: string): Deciding {
  const astray = boundElsewhere(manifests.all(), ['ClusterRoleBinding'], account);
  if (astray !== undefined) return astray;
  const [inOneNamespace] = manifests.all('RoleBinding').filter((binding) => binds(manifests, binding, account));
  if (inOneNamespace !== undefined) return { on: inOneNamespace, field: 'kind' };
  const [toSomebodyElse] = manifests.all('ClusterRoleBinding').filter((binding) => gives(roleOf(manifests, binding), subresource));
  return toSomebodyElse === undefined ? { on: `ServiceAccount/${account}` } : { on: toSomebodyElse, field: 'subjects' };
}

function binds(manifests: Manifests, binding: Manifest, account: string): boolean {
  return (binding.get<Bearer[]>('subjects') ?? []).some((bearer) => bearer.kind === 'ServiceAccount' && bearer.name === account && !isElsewhere(manifests.all(), bearer));
}

/** Whether a binding leads to a role that another one in front of it leads to as well, while a role of the folder is left over: it was copied. */
function isBoundTwice(manifests: Manifests, binding: Manifest): boolean {
  const nameOf = (each: Manifest): string => each.get<string>('roleRef.name') ?? '';
  const all = manifests.all('ClusterRoleBinding');
  const before = all.slice(0, all.indexOf(binding));
  return before.some((each) => nameOf(each) === nameOf(binding)) && manifests.all('ClusterRole').some(({ name }) => !all.some((each) => nameOf(each) === name));
}

function roleOf(manifests: Manifests, binding: Manifest): Manifest | undefined {
  return manifests.find('ClusterRole', binding.get<string>('roleRef.name') ?? '');
}

function gives(role: Manifest | undefined, subresource: string): boolean {
  return (role?.get<Rule[]>('rules') ?? []).some((rule) => unmet(rule, subresource).length === 0);
}

/** The parts of a rule that keep it from giving `get` of a subresource of all nodes. */
function unmet(rule: Rule, subresource: string): (keyof Rule)[] {
  return unmetParts(rule, { resources: [`nodes/${subresource}`, `*/${subresource}`, '*'], verb: 'get' });
}
