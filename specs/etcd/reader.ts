import type { Blame, Manifest, Manifests } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { boundElsewhere, isElsewhere, type Bearer } from '../checks/bound-account.ts';

/** What gives a ServiceAccount its rights in the namespace: the rules of the role that a binding gives it, else the binding, else the account. */
export function rightsOf(manifests: Manifests, account: string, hint: Text): Blame {
  const bindings = manifests.all('RoleBinding');
  const binding = bindings.find((each) => (each.get<Bearer[]>('subjects') ?? []).some((bearer) => bearer.kind === 'ServiceAccount' && bearer.name === account && !isElsewhere(manifests.all(), bearer)));
  if (binding === undefined) {
    const astray = boundElsewhere(manifests.all(), ['RoleBinding'], account);
    if (astray !== undefined) return { ...astray, hint };
    const [other] = bindings;
    return other === undefined ? { on: `ServiceAccount/${account}`, hint } : { on: other, field: 'subjects', hint };
  }
  const role: Manifest | undefined = manifests.find(binding.get<string>('roleRef.kind') ?? 'Role', binding.get<string>('roleRef.name') ?? '');
  return role === undefined ? { on: binding, field: 'roleRef', hint } : { on: role, field: 'rules', hint };
}
