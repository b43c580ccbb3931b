import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';

/** What we use of a web socket of the Kubernetes client, whose types are not published with it. */
export interface Socket {
  on(event: 'close' | 'error', listener: (argument: unknown) => void): unknown;
  close(): void;
  terminate(): void;
}

/** The error that a web socket gives when the server refuses it, as text. */
export function socketErrorText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/** Whether it was the node that refused a web socket, as it does for a container that it has ended: the API server passes that on. */
export function isOfNode(error: unknown): boolean {
  return /\b50[0-4]\b/.test(socketErrorText(error));
}

/**
 * A web socket that was refused for want of a right, in the API server's own words: the client of web sockets keeps no more than
 * the status. Since Kubernetes 1.35 `create` is asked for, before that `get` is enough (KEP-4006). Undefined for any other error.
 */
export function refusalOf(error: unknown, client: ClusterClient, { namespace, pod, subresource }: { namespace: string; pod: string; subresource: 'exec' | 'portforward' }): ApiError | undefined {
  if (!/\b403\b/.test(socketErrorText(error))) return undefined;
  const message = `pods "${pod}" is forbidden: User "" cannot create resource "pods/${subresource}" in API group "" in the namespace "${namespace}"`;
  return new ApiError(`GET /api/v1/namespaces/${namespace}/pods/${pod}/${subresource}`, 403, { reason: 'Forbidden', message }, client.rest.ofSubject);
}
