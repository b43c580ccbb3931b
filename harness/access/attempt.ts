import type { Right } from '../client/access-review.ts';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Method, Query, RestOptions } from '../client/rest.ts';

/** What became of a request. */
export interface Attempt {
  status: number;
  /** In the server's words; empty when it was accepted. */
  message: string;
}

/** What each verb of a right is in HTTP (Kubernetes documentation, "Authorization"). */
const methods: Readonly<Record<string, Method>> = { get: 'GET', list: 'GET', watch: 'GET', create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE', deletecollection: 'DELETE' };

/** Verbs of requests to all objects of a resource. */
const ofCollection = ['list', 'watch', 'create', 'deletecollection'];

/** A patch that says nothing new. */
const smallPatch = { metadata: { annotations: {} } };

/**
 * Sends the very request that a right is about, to a resource of version v1. What would change something is a dry run: it is
 * authorized and admitted as any other, and nothing is kept.
 *
 * @param body of `create` and `update`
 * @throws Error for a verb that is no request, such as `bind`; EnvironmentError when the server does not respond
 */
export async function attempt(client: Pick<ClusterClient, 'rest'>, right: Right, body?: unknown, signal?: AbortSignal): Promise<Attempt> {
  const method = methods[right.verb];
  if (method === undefined) throw new Error(`${right.verb} is the verb of no request`);
  const options: RestOptions = { query: queryOf(right), ...(signal === undefined ? {} : { signal }) };
  if (method === 'PATCH') Object.assign(options, { contentType: 'application/merge-patch+json', body: smallPatch });
  else if (body !== undefined) options.body = body;
  try {
    await client.rest.text(method, pathOf(right), options);
    return { status: 200, message: '' };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.code, message: error.status.message ?? '' };
    throw error;
  }
}

function pathOf({ verb, resource, group = '', subresource, name, namespace }: Right): string {
  const base = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  // What is created below an object, as a token is, is addressed by that object.
  const object = ofCollection.includes(verb) && subresource === undefined ? '' : `/${name ?? ''}`;
  return `${base}${within}/${resource}${object}${subresource === undefined ? '' : `/${subresource}`}`;
}

function queryOf({ verb, subresource }: Right): Query {
  if (verb === 'watch') return { watch: true, timeoutSeconds: 1 };
  if (verb === 'list') return { limit: 1 };
  if (subresource === 'exec') return { command: 'true', stdout: true };
  return verb === 'get' ? {} : { dryRun: 'All' };
}
