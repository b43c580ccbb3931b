import jwt from 'jsonwebtoken';

const ALGORITHM = 'HS256';
const ISSUER = 'koa-sample-ap';

/** A token that says who logged in; good for an hour. */
export function issueToken(username: string, key: string): string {
  return jwt.sign({}, key, { algorithm: ALGORITHM, issuer: ISSUER, subject: username, expiresIn: '1h' });
}

/** Whether an `Authorization` header carries a token that we issued and that is still good. */
export function isAuthorized(header: string | undefined, key: string): boolean {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return false;
  try {
    jwt.verify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER });
    return true;
  } catch {
    return false;
  }
}
