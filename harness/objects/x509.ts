import { webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';

/** How the keys of those who ask are made: small, and quick. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Loaded only where it is needed, which few lessons do; it wants a polyfill to be there before it. */
export async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return await import('@peculiar/x509');
}

/** A key pair of a client, which may sign. */
export async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

/** The subject of a client's certificate, as the API server reads it: CN is the user, each O a group. */
export function subjectOf(user: string, groups: readonly string[]): X509.JsonName {
  return [{ CN: [user] }, ...groups.map((group) => ({ O: [group] }))];
}

/** The private one of the keys as PEM. */
export async function privatePem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${key.replaceAll(/(.{64})/g, '$1\n').trimEnd()}\n-----END PRIVATE KEY-----\n`;
}
