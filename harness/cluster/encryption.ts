import { stringify } from 'yaml';

/** Bytes of a key of the provider secretbox, XSalsa20 and Poly1305 (Kubernetes documentation, "Encrypting Confidential Data at Rest"). */
export const encryptionKeyBytes = 32;

/**
 * The API server's configuration for writing Secrets encrypted; everything else stays as it is. What was written before, plain
 * or with a later key of the list, stays readable.
 *
 * @param keys each by its name; the first one is used for writing
 */
export function encryptionConfiguration(keys: readonly { name: string; key: Buffer }[]): string {
  const secretbox = { keys: keys.map(({ name, key }) => ({ name, secret: key.toString('base64') })) };
  return stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [{ resources: ['secrets'], providers: [{ secretbox }, { identity: {} }] }],
  });
}
