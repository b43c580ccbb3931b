import { isMap } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { follow, isOwnName } from './names.ts';
import { isolateNamespaceSelector, namespaceName } from './selectors.ts';

type Fields = Record<string, unknown>;

/**
 * A ValidatingAdmissionPolicy judges objects of our namespace only.
 *
 * What its expressions say about the name of a namespace is text that nobody but the API server reads: it stays.
 */
export function isolatePolicy(spec: Fields, isolation: Isolation): void {
  // The server asks for the constraints: it is to say so itself when a learner has forgotten them.
  if (isMap(spec['matchConstraints'])) restrict(spec['matchConstraints'], isolation);
}

/** So does its binding, also one of a policy that is not ours. */
export function isolatePolicyBinding(spec: Fields, isolation: Isolation): void {
  follow(spec, 'policyName', 'ValidatingAdmissionPolicy', isolation);
  const params = spec['paramRef'];
  if (isMap(params) && params['namespace'] !== undefined) params['namespace'] = isolation.namespace;
  const match = isMap(spec['matchResources']) ? spec['matchResources'] : {};
  spec['matchResources'] = match;
  const policy = spec['policyName'];
  if (match['resourceRules'] === undefined && !isOwnName(typeof policy === 'string' ? policy : undefined, isolation)) match['resourceRules'] = [everythingInNamespaces];
  restrict(match, isolation);
}

const everythingInNamespaces = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] };

/**
 * The selector of namespaces does not hold for objects of the whole cluster, which a policy judges whatever it says; it
 * does for Namespaces, by their own labels. So rules are kept to what lies in namespaces, unless they are about Namespaces.
 */
function restrict(match: Fields, isolation: Isolation): void {
  const selector = isMap(match['namespaceSelector']) ? match['namespaceSelector'] : {};
  isolateNamespaceSelector(selector, isolation);
  const expressions = Array.isArray(selector['matchExpressions']) ? (selector['matchExpressions'] as unknown[]) : [];
  match['namespaceSelector'] = { ...selector, matchExpressions: [...expressions, { key: namespaceName, operator: 'In', values: [isolation.namespace] }] };
  if (!Array.isArray(match['resourceRules'])) return;
  match['resourceRules'] = (match['resourceRules'] as unknown[]).map((rule) => (isMap(rule) && !isAboutNamespaces(rule) ? { ...rule, scope: 'Namespaced' } : rule));
}

function isAboutNamespaces(rule: Fields): boolean {
  const resources = Array.isArray(rule['resources']) ? (rule['resources'] as unknown[]) : [];
  return resources.length > 0 && resources.every((each) => typeof each === 'string' && /^namespaces(\/|$)/.test(each));
}
