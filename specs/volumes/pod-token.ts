/** What a token of a service account says about itself (RFC 7519, and Kubernetes' own claims). */
export interface TokenClaims {
  /** Whom it is for. */
  audiences: string[];
  /** Seconds between its making and its end; undefined where it has none. */
  lifetimeSeconds: number | undefined;
  /** The pod with which it ends. */
  pod: { name: string; uid: string } | undefined;
}

interface Payload {
  aud?: string | string[];
  exp?: number;
  iat?: number;
  'kubernetes.io'?: { pod?: { name?: string; uid?: string } };
}

/** What a token says, without looking at its signature; undefined where it is no token. */
export function claimsOf(token: string): TokenClaims | undefined {
  const payload = payloadOf(token);
  if (payload === undefined) return undefined;
  const { aud = [], exp, iat, 'kubernetes.io': own } = payload;
  const { name, uid } = own?.pod ?? {};
  return { audiences: [aud].flat(), lifetimeSeconds: exp === undefined || iat === undefined ? undefined : exp - iat, pod: name === undefined || uid === undefined ? undefined : { name, uid } };
}

function payloadOf(token: string): Payload | undefined {
  const [, middle = ''] = token.split('.');
  try {
    const payload: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? payload : undefined;
  } catch {
    return undefined;
  }
}
