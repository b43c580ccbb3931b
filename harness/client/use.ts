import type { Right } from './access-review.ts';
import type { Verb } from './kinds.ts';
import { groupOf, type Resources } from './resources.ts';

/**
 * With what a spec asks in the name of somebody else: `tokens` of ServiceAccounts, `certificates` that the cluster's signer gives to
 * users, `impersonation`.
 */
export type Credential = 'tokens' | 'certificates' | 'impersonation';

/** A request that a run is going to make, by what a role must allow for it. */
export interface Use {
  apiVersion: string;
  kind: string;
  verb: Verb;
  subresource?: string;
  /** Only the object of that name, where the right may be given for one alone. */
  name?: string;
  /** Where it is made; for an object of the whole cluster too where it is about the namespace itself. */
  namespace: string;
}

/** What no server serves, and rules of roles name all the same (Kubernetes documentation, "User impersonation" and "Certificates and Certificate Signing Requests"). */
const inRulesAlone: Readonly<Record<string, string>> = { User: 'users', Group: 'groups', Signer: 'signers' };

/** The right that a use asks for; undefined for a kind that the server does not serve. */
export async function rightFor({ apiVersion, kind, verb, subresource, name, namespace }: Use, resources: Pick<Resources, 'find'>): Promise<Right | undefined> {
  const inRules = inRulesAlone[kind];
  if (inRules !== undefined) return { verb, group: groupOf(apiVersion), resource: inRules, ...(name === undefined ? {} : { name }) };
  const resource = await resources.find(apiVersion, kind);
  if (resource === undefined) return undefined;
  const right = { verb, group: groupOf(apiVersion), resource: resource.plural, ...(subresource === undefined ? {} : { subresource }) };
  if (resource.namespaced) return { ...right, namespace };
  // What is done to one namespace may be allowed in it.
  return kind === 'Namespace' && verb !== 'create' ? { ...right, name: namespace, ...(verb === 'list' || verb === 'watch' ? {} : { namespace }) } : right;
}
