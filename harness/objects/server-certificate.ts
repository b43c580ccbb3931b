import { webcrypto } from 'node:crypto';
import { keyAlgorithm, loadX509, makeKeys, privatePem } from './x509.ts';

/** How long a certificate of a lesson holds, in milliseconds; the clocks of nodes may differ by a little. */
const lifeMs = 24 * 60 * 60 * 1_000;
const skewMs = 60_000;

/** A server's certificate for an address, signed by itself, and its key, both as PEM: made in memory for one run. */
export async function serverCertificate(address: string): Promise<{ certificate: string; key: string }> {
  const { X509CertificateGenerator, SubjectAlternativeNameExtension } = await loadX509();
  const keys = await makeKeys();
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [address] }], keys, signingAlgorithm: keyAlgorithm,
    notBefore: new Date(now - skewMs), notAfter: new Date(now + lifeMs),
    extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: address }])],
  }, webcrypto);
  return { certificate: certificate.toString('pem'), key: await privatePem(keys) };
}
