import { randomUUID, webcrypto } from 'node:crypto';
import type { KubeObject } from '../client/objects.ts';
import { failureAbout } from '../expect/blame.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { apiSource } from '../wait/api-source.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Scope } from './scope.ts';
import { keyAlgorithm, loadX509, makeKeys, privatePem, subjectOf } from './x509.ts';

const apiVersion = 'certificates.k8s.io/v1';
const kind = 'CertificateSigningRequest';

/** The shortest life that the signer gives (Kubernetes documentation, "Certificate Signing Requests"). */
const shortestSeconds = 600;

/** Who signs the certificates of clients of the API server. */
export const clientSigner = 'kubernetes.io/kube-apiserver-client';

/** What is asked for where no request of a folder says otherwise. */
const usual = { signerName: clientSigner, usages: ['client auth'], expirationSeconds: shortestSeconds };

/** Letters of a random name that keep requests of one user apart. */
const randomLetters = 8;

interface SigningRequest extends KubeObject {
  spec?: object;
  status?: { certificate?: string; conditions?: { type: string; reason?: string; message?: string }[] };
}

/** A certificate and its key, as PEM. */
export interface ClientCertificate {
  certificate: string;
  key: string;
}

/**
 * Makes a user by a CertificateSigningRequest, as an administrator does: a key of its own that never leaves this process,
 * a request for `user` in `groups`, its approval, and the certificate that the cluster's signer issues.
 *
 * @throws LessonFailure when no certificate is issued; ApiError when this user may not request or approve
 */
export async function certificateUser(scope: Scope, user: string, groups: readonly string[] = []): Promise<ClientCertificate> {
  return await issued(scope, { user, groups }, usual, `${kind}/${user}`);
}

/**
 * Makes the user whom a CertificateSigningRequest of a folder asks for, with a key of our own in place of the one that only
 * its owner has: all else is asked for as it is written.
 *
 * @throws LessonFailure when it holds no readable request, or no certificate is issued; ApiError when this user may not request or approve
 */
export async function requestedUser(scope: Scope, request: Manifest): Promise<ClientCertificate> {
  return await issued(scope, await requestedSubject(scope, request), request.get<object>('spec') ?? {}, request);
}

/** User and groups that a CertificateSigningRequest of a folder asks for. Throws LessonFailure when it cannot be read. */
export async function requestedSubject(scope: Scope, request: Manifest): Promise<{ user: string; groups: string[] }> {
  const { Pkcs10CertificateRequest } = await loadX509();
  try {
    const { subjectName } = new Pkcs10CertificateRequest(Buffer.from(String(request.get('spec.request')), 'base64').toString());
    return { user: subjectName.getField('CN')[0] ?? '', groups: subjectName.getField('O') };
  } catch (error) {
    throw failureAbout(scope, { on: request, field: 'spec.request' }, { expected: texts.subject.readable, observed: verbatim(error instanceof Error ? error.message : String(error)) });
  }
}

async function issued(scope: Scope, { user, groups }: { user: string; groups: readonly string[] }, spec: object, on: Manifest | `${string}/${string}`): Promise<ClientCertificate> {
  const { session, watcher } = scope;
  const { client } = session;
  const name = `${user.replaceAll(/[^a-z0-9-]/g, '-')}-${randomUUID().slice(0, randomLetters)}-${scope.namespace}`;
  const { Pkcs10CertificateRequestGenerator } = await loadX509();
  const keys = await makeKeys();
  const request = await Pkcs10CertificateRequestGenerator.create({ name: subjectOf(user, groups), keys, signingAlgorithm: keyAlgorithm }, webcrypto);
  const object: SigningRequest = {
    apiVersion, kind, metadata: { name, labels: session.labels },
    spec: { ...spec, request: Buffer.from(request.toString('pem')).toString('base64') },
  };
  const created = await client.create<SigningRequest>(object);
  const approval = { type: 'Approved', status: 'True', reason: 'Lesson', message: 'approved by the lesson' };
  await client.rest.json('PUT', `${await client.objectPath({ apiVersion, kind, name })}/approval`, { body: { ...created, status: { conditions: [approval] } } });
  const { certificate, failed } = await watcher.until<{ requests: SigningRequest }, { certificate?: string; failed?: string }>({
    object: `${kind}/${user}`,
    state: texts.subject.issued,
    sources: { requests: apiSource<SigningRequest>(client, apiVersion, kind, { name }) },
    reached: ({ requests }) => outcomeOf(requests[0]),
    describe: ({ requests }) => verbatim(JSON.stringify(requests[0]?.status ?? {})),
    options: { within: 20_000, blame: { on, field: 'spec' } },
  });
  if (certificate === undefined) throw failureAbout(scope, { on, field: refusedField(failed) }, { expected: texts.subject.issued, observed: verbatim(failed ?? '') });
  return { certificate: Buffer.from(certificate, 'base64').toString(), key: await privatePem(keys) };
}

/** The field that the signer says something about. */
function refusedField(failed = ''): string {
  if (/usage/.test(failed)) return 'spec.usages';
  return /subject|organization|common name/i.test(failed) ? 'spec.request' : 'spec';
}

/** The certificate, or why the signer gives none; undefined as long as it has not decided. */
function outcomeOf(request: SigningRequest | undefined): { certificate?: string; failed?: string } | undefined {
  const { certificate, conditions = [] } = request?.status ?? {};
  if (certificate !== undefined) return { certificate };
  const failed = conditions.find(({ type }) => type === 'Failed');
  return failed === undefined ? undefined : { failed: `${failed.reason ?? ''}: ${failed.message ?? ''}` };
}
