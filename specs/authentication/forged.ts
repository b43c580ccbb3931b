/** A token whose claims were changed by somebody who has no key: the signature is the old one. */
export function withClaims(token: string, claims: Readonly<Record<string, unknown>>): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, encoded({ ...decoded(payload), ...claims }), signature].join('.');
}

/** A token that says of itself that it needs no signature (RFC 7519, "Unsecured JWTs"). */
export function unsigned(token: string): string {
  const [header = '', payload = ''] = token.split('.');
  return [encoded({ ...decoded(header), alg: 'none' }), payload, ''].join('.');
}

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
