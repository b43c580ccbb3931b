import type { Right } from '../../harness/client/access-review.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { selects, type LabelSelector } from '../../harness/values/label-selector.ts';
import { isElsewhere, type Bearer } from '../checks/bound-account.ts';

/** A rule of a Role or ClusterRole. */
interface Rule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  verbs?: string[];
}

/** A binding of the folder, and the role that it gives; undefined where the folder has none of that name. */
export interface Grant {
  binding: Manifest;
  role: Manifest | undefined;
  /** Where in the binding's list of subjects. */
  subject: number;
}

/** The bindings that name one of these, the first of them. */
export function grantsTo(manifests: readonly Manifest[], bearers: readonly Bearer[]): Grant[] {
  return manifests.filter(({ kind }) => kind === 'RoleBinding').flatMap((binding) => {
    const subject = (binding.get<Bearer[]>('subjects') ?? []).findIndex((each) => !isElsewhere(manifests, each) && bearers.some(({ kind, name }) => each.kind === kind && each.name === name));
    return subject < 0 ? [] : [{ binding, role: roleOf(manifests, binding), subject }];
  });
}

/** The role of a binding, where the folder has it. */
export function roleOf(manifests: readonly Manifest[], binding: Manifest): Manifest | undefined {
  return manifests.find(({ kind, name }) => kind === binding.get('roleRef.kind') && name === binding.get('roleRef.name'));
}

/** A rule, and where it is written. */
export interface WrittenRule {
  role: Manifest;
  field: string;
  rule: Rule;
}

/** The ClusterRoles that an aggregated one is put together from; none of another. */
export function partsOf(manifests: readonly Manifest[], role: Manifest): Manifest[] {
  const selectors = role.get<LabelSelector[]>('aggregationRule.clusterRoleSelectors') ?? [];
  return manifests.filter((each) => each.kind === 'ClusterRole' && each !== role && selectors.some((selector) => selects(selector, each.labels)));
}

/** The rules of a role; of an aggregated ClusterRole those that it is put together from. */
export function rulesOf(manifests: readonly Manifest[], role: Manifest, within: readonly Manifest[] = []): WrittenRule[] {
  if (role.get('aggregationRule.clusterRoleSelectors') !== undefined) {
    return partsOf(manifests, role).filter((part) => !within.includes(part)).flatMap((part) => rulesOf(manifests, part, [...within, role]));
  }
  return (role.get<Rule[]>('rules') ?? []).map((rule, n) => ({ role, field: `rules[${n}]`, rule }));
}

/** Whether a rule gives a right (Kubernetes documentation, "Using RBAC Authorization"): a rule with names gives none that has no name. */
export function gives({ apiGroups = [], resources = [], resourceNames = [], verbs = [] }: Rule, { verb, resource, group = '', subresource, name }: Right): boolean {
  const asked = subresource === undefined ? resource : `${resource}/${subresource}`;
  const has = (list: readonly string[], ...values: string[]): boolean => list.includes('*') || values.some((value) => list.includes(value));
  const named = resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name));
  return has(verbs, verb) && has(apiGroups, group) && has(resources, asked, ...(subresource === undefined ? [] : [`*/${subresource}`])) && named;
}
