import { ApiError } from '../client/api-error.ts';
import type { SubjectCredentials } from '../client/subject-config.ts';
import type { Credential } from '../client/use.ts';
import { listNodes, onNode } from '../cluster/kind-nodes.ts';
import { accountToken, type TokenOptions } from '../objects/account-token.ts';
import { certificateUser, requestedUser } from '../objects/certificate-user.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { Scope } from '../objects/scope.ts';

/** Somebody who asks the API server. */
export type Who =
  /** No credentials at all. */
  | 'nobody'
  /** A ServiceAccount of the namespace, by a token that is made for it. */
  | ({ serviceAccount: string } & TokenOptions)
  /** A token as it is: expired, of another audience, made up. */
  | { token: string }
  /** A user whose certificate the cluster's signer issues. */
  | { user: string; groups?: readonly string[] }
  /** The user whom a CertificateSigningRequest of the folder asks for, as it asks, with a key of our own. */
  | { request: Manifest }
  /** PEM texts: a certificate of another authority, or out of date. */
  | { certificate: string; key: string }
  /** A node's own kubelet; only on a cluster of our own. */
  | { node: string }
  /** In the name of somebody else, without credentials of theirs. */
  | { impersonate: string; groups?: readonly string[] };

/** What it takes to ask as somebody; undefined where nothing is asked of the API server for it. */
export function credentialFor(who: Who): Credential | undefined {
  if (who === 'nobody') return undefined;
  if ('serviceAccount' in who) return 'tokens';
  if ('user' in who || 'request' in who) return 'certificates';
  return 'impersonate' in who ? 'impersonation' : undefined;
}

/** Where a kubelet keeps its current client certificate and its key, in one file (Kubernetes documentation, "TLS bootstrapping"). */
const kubeletCredentials = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/** Obtains the credentials. Throws ApiError, or LessonFailure when a certificate is not issued. */
export async function credentialsOf(scope: Scope, who: Who): Promise<SubjectCredentials> {
  if (who === 'nobody') return { kind: 'anonymous' };
  if ('serviceAccount' in who) return { kind: 'token', token: await tokenOf(scope, who) };
  if ('token' in who) return { kind: 'token', token: who.token };
  if ('user' in who) return { kind: 'certificate', ...(await certificateUser(scope, who.user, who.groups)) };
  if ('request' in who) return { kind: 'certificate', ...(await requestedUser(scope, who.request)) };
  if ('certificate' in who) return { kind: 'certificate', ...who };
  if ('node' in who) return { kind: 'certificate', ...(await nodeCertificate(scope, who.node)) };
  return { kind: 'impersonated', user: who.impersonate, ...(who.groups === undefined ? {} : { groups: who.groups }) };
}

/** Throws LessonFailure where the folder has no such account. */
async function tokenOf(scope: Scope, who: { serviceAccount: string } & TokenOptions): Promise<string> {
  try {
    return (await accountToken(scope, who.serviceAccount, who)).token;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404 || !/serviceaccounts? /.test(error.message)) throw error;
    throw scope.session.manifests.missing('ServiceAccount', who.serviceAccount, scope.session.context.lesson);
  }
}

async function nodeCertificate(scope: Scope, name: string): Promise<{ certificate: string; key: string }> {
  const { cluster } = scope.session.context;
  if (cluster.provider !== 'kind') throw new Error("the lesson takes a node's credentials without `needs: ['own-cluster']`");
  const node = (await listNodes(cluster.name)).find((each) => each.name === name);
  if (node === undefined) throw new Error(`${cluster.name} has no node ${name}`);
  const pem = await onNode(node, `cat ${kubeletCredentials}`, { deadlineMs: 10_000, signal: scope.session.running.signal });
  return { certificate: blocksOf(pem, 'CERTIFICATE'), key: blocksOf(pem, '(?:EC |RSA )?PRIVATE KEY') };
}

/** The PEM blocks of one type in a file. */
function blocksOf(pem: string, type: string): string {
  return (pem.match(new RegExp(`-----BEGIN ${type}-----[\\s\\S]*?-----END ${type}-----`, 'g')) ?? []).join('\n');
}
