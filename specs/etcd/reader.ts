import type { Blame, Manifest, Manifests } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { nearestName } from '../../harness/text/nearest-name.ts';
import { boundElsewhere, isElsewhere, isGroupOfAll, type Bearer } from '../checks/bound-account.ts';
import { unmetParts, type Rule } from '../checks/rule-parts.ts';

/**
 * What gives a ServiceAccount its rights in the namespace: the rules of the role that a binding gives it, else the binding, else the account.
 *
 * @param wanted a resource such as `pods/exec`: of the rules the one that is about it, about nearly that name, or about others of its kind; all where none is
 */
export function rightsOf(manifests: Manifests, account: string, hint: Text, wanted?: string): Blame {
  const bindings = manifests.all('RoleBinding');
  const binding = bindings.find((each) => (each.get<Bearer[]>('subjects') ?? []).some((bearer) => bearer.kind === 'ServiceAccount' && bearer.name === account && !isElsewhere(manifests.all(), bearer)));
  if (binding === undefined) {
    const astray = boundElsewhere(manifests.all(), ['RoleBinding'], account);
    if (astray !== undefined) return { ...astray, hint };
    const [other] = bindings;
    return other === undefined ? { on: `ServiceAccount/${account}`, hint } : { on: other, field: 'subjects', hint };
  }
  const role: Manifest | undefined = manifests.find(binding.get<string>('roleRef.kind') ?? 'Role', binding.get<string>('roleRef.name') ?? '');
  return role === undefined ? { on: binding, field: 'roleRef', hint } : { on: role, field: wanted === undefined ? 'rules' : ruleFor(role.get<Rule[]>('rules') ?? [], wanted), hint };
}

/** The subject of a binding by which an account has rights that it must not have: itself, or a group of accounts; undefined where none does. */
export function boundBy(manifests: Manifests, account: string): { on: Manifest; field: string } | undefined {
  for (const on of manifests.all('RoleBinding')) {
    const n = (on.get<Bearer[]>('subjects') ?? []).findIndex((bearer) => (bearer.kind === 'Group' ? isGroupOfAll(bearer.name) : bearer.name === account && !isElsewhere(manifests.all(), bearer)));
    if (n >= 0) return { on, field: `subjects[${n}]` };
  }
  return undefined;
}

/** The path of what a rule about a resource lacks: its API group, its verbs, or the names to which it is narrowed; of its resources where none is called so. */
function ruleFor(rules: readonly Rule[], wanted: string): string {
  const about = rules.findIndex(({ resources = [] }) => resources.includes(wanted) || resources.includes('*'));
  if (about >= 0) return `rules[${about}].${lackingIn(rules[about] ?? {}, wanted)}`;
  const near = rules.findIndex(({ resources = [] }) => nearestName(wanted, resources) !== undefined);
  // What is about whole resources is where another one would stand, and so with parts of them such as pods/exec.
  const alike = rules.findIndex(({ resources = [] }) => resources.some((each) => each.includes('/') === wanted.includes('/')));
  const lacking = near < 0 ? alike : near;
  return lacking < 0 ? 'rules' : `rules[${lacking}].resources`;
}

/** Of a rule that is about the resource. */
function lackingIn(rule: Rule, resource: string): keyof Rule {
  const unmet = unmetParts(rule, { resources: [resource, '*'], verb: resource.includes('/') ? 'create' : 'get' });
  return (['apiGroups', 'verbs', 'resourceNames'] as const).find((part) => unmet.includes(part)) ?? 'verbs';
}
