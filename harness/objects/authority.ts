import { createPrivateKey, generateKeyPairSync, randomBytes, sign, webcrypto, type KeyObject } from 'node:crypto';
import type * as X509 from '@peculiar/x509';
import { listNodes, onNode } from '../cluster/kind-nodes.ts';
import type { ClientCertificate } from './certificate-user.ts';
import type { Scope } from './scope.ts';
import { keyAlgorithm, loadX509, makeKeys, privatePem, subjectOf } from './x509.ts';

/** Where kubeadm keeps what the API server trusts, and what signs that (Kubernetes documentation, "PKI certificates and requirements"). */
const folder = '/etc/kubernetes/pki';

/** Milliseconds for reading a file of a node. */
const readMs = 10_000;

/** A client's certificate that is to be issued. */
export interface CertificateOrder {
  user: string;
  groups?: readonly string[];
  /** Seconds from now; negative: before now. */
  from: number;
  until: number;
}

/**
 * Signs certificates of clients and tokens of service accounts: as the cluster itself does, for what no request could ever
 * get, such as credentials that have already ended; or as somebody whom nobody knows. Keys are held in memory alone.
 */
export class Authority {
  readonly #certificate: X509.X509Certificate;
  readonly #key: webcrypto.CryptoKey;
  readonly #tokenKey: KeyObject;

  private constructor(certificate: X509.X509Certificate, key: webcrypto.CryptoKey, tokenKey: KeyObject) {
    this.#certificate = certificate;
    this.#key = key;
    this.#tokenKey = tokenKey;
  }

  /** One that no cluster trusts. */
  static async unknown(): Promise<Authority> {
    const { X509CertificateGenerator } = await loadX509();
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({ name: [{ CN: ['another authority'] }], keys, signingAlgorithm: keyAlgorithm }, webcrypto);
    return new Authority(certificate, keys.privateKey, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  }

  /** That of a cluster of our own. Throws Error on any other: its keys are out of our sight. */
  static async ofCluster(scope: Scope): Promise<Authority> {
    const { cluster } = scope.session.context;
    if (cluster.provider !== 'kind') throw new Error("the lesson signs as the cluster's authority without `given.onOwnCluster`");
    const node = (await listNodes(cluster.name)).find(({ role }) => role === 'control-plane');
    if (node === undefined) throw new Error(`${cluster.name} has no control plane`);
    const read = async (file: string): Promise<string> => await onNode(node, `cat ${folder}/${file}`, { deadlineMs: readMs, signal: scope.session.running.signal });
    const [certificate, key, tokenKey] = await Promise.all(['ca.crt', 'ca.key', 'sa.key'].map(read));
    const { X509Certificate } = await loadX509();
    return new Authority(new X509Certificate(certificate ?? ''), await imported(key ?? ''), createPrivateKey(tokenKey ?? ''));
  }

  /** A client's certificate with a new key. */
  async certificate({ user, groups = [], from, until }: CertificateOrder): Promise<ClientCertificate> {
    const { X509CertificateGenerator, ExtendedKeyUsage, ExtendedKeyUsageExtension } = await loadX509();
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: `01${randomBytes(8).toString('hex')}`,
      subject: subjectOf(user, groups), issuer: this.#certificate.subjectName,
      notBefore: afterSeconds(from), notAfter: afterSeconds(until),
      publicKey: keys.publicKey, signingKey: this.#key, signingAlgorithm: { ...keyAlgorithm, ...this.#key.algorithm },
      extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
    }, webcrypto);
    return { certificate: certificate.toString('pem'), key: await privatePem(keys) };
  }

  /** The same token with other claims, signed by this authority. */
  token(like: string, claims: Readonly<Record<string, unknown>> = {}): string {
    const [header = '', payload = ''] = like.split('.');
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const text = `${header}.${Buffer.from(JSON.stringify({ ...said, ...claims })).toString('base64url')}`;
    return `${text}.${sign('sha256', Buffer.from(text), { key: this.#tokenKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }
}

function afterSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000);
}

/** A private key in PEM, of whichever form, as one that signs. */
async function imported(pem: string): Promise<webcrypto.CryptoKey> {
  const key = createPrivateKey(pem);
  const algorithm = key.asymmetricKeyType === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : keyAlgorithm;
  return await webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), algorithm, false, ['sign']);
}
