import { webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';
import type { KubeObject } from '../client/objects.ts';
import { apiSource } from '../wait/api-source.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Scope } from './scope.ts';

const apiVersion = 'certificates.k8s.io/v1';
const kind = 'CertificateSigningRequest';

/** The shortest life that the signer gives (Kubernetes documentation, "Certificate Signing Requests"). */
const shortestSeconds = 600;

interface SigningRequest extends KubeObject {
  spec?: object;
  status?: { certificate?: string; conditions?: object[] };
}

/**
 * Makes a user by a CertificateSigningRequest, as an administrator does: a key of its own that never leaves this process,
 * a request for `user` in `groups`, its approval, and the certificate that the cluster's signer issues.
 *
 * @returns certificate and key as PEM
 * @throws LessonFailure when no certificate is issued; ApiError when this user may not request or approve
 */
export async function certificateUser(scope: Scope, user: string, groups: readonly string[] = []): Promise<{ certificate: string; key: string }> {
  const { session, watcher } = scope;
  const { client } = session;
  const name = `${user.replaceAll(/[^a-z0-9-]/g, '-')}-${scope.namespace}`;
  const { Pkcs10CertificateRequestGenerator } = await loadX509();
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const subject = [`CN=${user}`, ...groups.map((group) => `O=${group}`)].join(',');
  const request = await Pkcs10CertificateRequestGenerator.create({ name: subject, keys, signingAlgorithm: { ...algorithm, hash: 'SHA-256' } }, webcrypto);
  const object: SigningRequest = {
    apiVersion, kind, metadata: { name, labels: session.labels },
    spec: { request: Buffer.from(request.toString('pem')).toString('base64'), signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'], expirationSeconds: shortestSeconds },
  };
  const created = await client.create<SigningRequest>(object);
  const approval = { type: 'Approved', status: 'True', reason: 'Lesson', message: 'approved by the lesson' };
  await client.rest.json('PUT', `${await client.objectPath({ apiVersion, kind, name })}/approval`, { body: { ...created, status: { conditions: [approval] } } });
  const certificate = await watcher.until<{ requests: SigningRequest }, string>({
    object: `${kind}/${user}`,
    state: texts.subject.issued,
    sources: { requests: apiSource<SigningRequest>(client, apiVersion, kind, { name }) },
    reached: ({ requests }) => requests[0]?.status?.certificate,
    describe: ({ requests }) => verbatim(JSON.stringify(requests[0]?.status ?? {})),
    options: { within: 20_000 },
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { certificate: Buffer.from(certificate, 'base64').toString(), key: `-----BEGIN PRIVATE KEY-----\n${key.replaceAll(/(.{64})/g, '$1\n').trimEnd()}\n-----END PRIVATE KEY-----\n` };
}

/** Loaded only where it is needed, which few lessons do; it wants a polyfill to be there before it. */
async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return await import('@peculiar/x509');
}
