import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap, mapsIn } from '../../harness/values/field-path.ts';

/** What the API server is asked to do, as a policy's rules name it. */
export interface Asked {
  group: string;
  resource: string;
  operation: 'CREATE' | 'UPDATE';
}

/** The version in which the API server serves pods and all that makes them (as of Kubernetes 1.37); a rule for others is never asked. */
const servedVersion = 'v1';

/** Whether a policy's `resourceRules` reach it at all: where they do not, nothing that the policy says about it matters. */
export function reaches(policy: Manifest, asked: Asked): boolean {
  return isReached(policy.get('spec.matchConstraints.resourceRules'), asked);
}

/** Whether a binding lets its policy reach it: one without `resourceRules` of its own narrows nothing. */
export function letsReach(binding: Manifest, asked: Asked): boolean {
  const rules = binding.get(narrowing);
  return rules === undefined || isReached(rules, asked);
}

/** Where a binding narrows what its policy reaches. */
export const narrowing = 'spec.matchResources.resourceRules';

function isReached(rules: unknown, { group, resource, operation }: Asked): boolean {
  const [plural = '', below] = resource.split('/');
  // A star by itself is every resource, and none of what is below one (API reference, RuleWithOperations).
  const stars = below === undefined ? ['*', '*/*'] : ['*/*', `*/${below}`, `${plural}/*`];
  return mapsIn(rules).some((rule) => (
    isMap(rule) && lists(rule['apiGroups'], group, '*') && lists(rule['apiVersions'], servedVersion, '*') && lists(rule['operations'], operation, '*') && lists(rule['resources'], resource, ...stars)));
}

function lists(values: unknown, ...any: readonly string[]): boolean {
  return Array.isArray(values) && values.some((value) => any.includes(String(value)));
}
