import type { Right } from './access-review.ts';
import type { Verb } from './kinds.ts';
import { groupOf, type Resources } from './resources.ts';

/** A request that a run is going to make, by what a role must allow for it. */
export interface Use {
  apiVersion: string;
  kind: string;
  verb: Verb;
  subresource?: string;
  /** Where it is made; for an object of the whole cluster too where it is about the namespace itself. */
  namespace: string;
}

/** The right that a use asks for; undefined for a kind that the server does not serve. */
export async function rightFor({ apiVersion, kind, verb, subresource, namespace }: Use, resources: Pick<Resources, 'find'>): Promise<Right | undefined> {
  const resource = await resources.find(apiVersion, kind);
  if (resource === undefined) return undefined;
  const right = { verb, group: groupOf(apiVersion), resource: resource.plural, ...(subresource === undefined ? {} : { subresource }) };
  if (resource.namespaced) return { ...right, namespace };
  // What is done to one namespace may be allowed in it.
  return kind === 'Namespace' && verb !== 'create' ? { ...right, name: namespace, ...(verb === 'list' || verb === 'watch' ? {} : { namespace }) } : right;
}
