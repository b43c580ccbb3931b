import { ApiError } from './api-error.ts';
import type { ClusterClient } from './cluster-client.ts';

/** A right as the API server's authorization knows it. */
export interface Right {
  verb: string;
  /** Plural name, such as `pods`. */
  resource: string;
  group?: string;
  subresource?: string;
  name?: string;
  /** Absent: the whole cluster. */
  namespace?: string;
}

/** Whether the API server would allow it to who asks: SelfSubjectAccessReview. */
export async function isAllowed(client: Pick<ClusterClient, 'rest'>, right: Right, signal?: AbortSignal): Promise<boolean> {
  const review = await client.rest.json<{ status: { allowed: boolean } }>('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: right } },
    ...(signal === undefined ? {} : { signal }),
  });
  return review.status.allowed;
}

/** Who the API server says that asks: SelfSubjectReview. */
export async function whoAsks(client: Pick<ClusterClient, 'rest'>, signal?: AbortSignal): Promise<{ username: string; groups: string[] }> {
  const review = await client.rest.json<{ status: { userInfo: { username?: string; groups?: string[] } } }>('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    ...(signal === undefined ? {} : { signal }),
  });
  const { username = '', groups = [] } = review.status.userInfo;
  return { username, groups };
}

/** A refusal by the authorization, not by what the server admits (Kubernetes 1.30 to 1.37). */
const refusal = /User "(?<username>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"/]+)(?:\/(?<subresource>[^"]+))?" in API group "(?<group>[^"]*)"/;

/** The right that the harness's own request lacked, where an error or what brought it about says so; and who asked. */
export function rightLacking(error: unknown): { right: Right; username: string } | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof ApiError) || cause.code !== 403 || cause.ofSubject) continue;
    const { username, verb, resource, subresource, group } = refusal.exec(cause.status.message ?? '')?.groups ?? {};
    if (verb === undefined || resource === undefined) continue;
    return { username: username ?? '', right: { verb, resource, ...(subresource === undefined ? {} : { subresource }), group: group ?? '' } };
  }
  return undefined;
}
