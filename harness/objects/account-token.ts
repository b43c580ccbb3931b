import type { Scope } from './scope.ts';

export interface TokenOptions {
  /** Whom the token is for; the API server itself when absent. */
  audiences?: readonly string[];
  /** Seconds, 600 at least; the server's default (an hour) when absent. */
  expirationSeconds?: number;
  /** The pod or Secret with which the token dies. */
  boundTo?: { kind: 'Pod' | 'Secret'; name: string; uid: string };
}

/** A token of a ServiceAccount by the TokenRequest API: bound, with an audience and an expiry. Nothing is stored on the cluster. */
export async function accountToken(scope: Scope, account: string, options: TokenOptions = {}): Promise<{ token: string; expiresAt: string }> {
  const { client } = scope.session;
  const { audiences, expirationSeconds, boundTo } = options;
  const path = await client.objectPath({ apiVersion: 'v1', kind: 'ServiceAccount', namespace: scope.namespace, name: account });
  const spec = { ...(audiences === undefined ? {} : { audiences }), ...(expirationSeconds === undefined ? {} : { expirationSeconds }), ...(boundTo === undefined ? {} : { boundObjectRef: { apiVersion: 'v1', ...boundTo } }) };
  const review = await client.rest.json<{ status: { token: string; expirationTimestamp: string } }>('POST', `${path}/token`, {
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec },
  });
  return { token: review.status.token, expiresAt: review.status.expirationTimestamp };
}
