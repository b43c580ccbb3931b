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
