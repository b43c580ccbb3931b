import { randomBytes } from 'node:crypto';
import { learnSecrets } from './known-secrets.ts';

/** Bytes of a password that nobody guesses. */
const bytes = 18;

/** A password that nobody has written down: what this process says never holds it. */
export function newPassword(): string {
  const password = randomBytes(bytes).toString('base64url');
  learnSecrets(`password: ${password}\n`);
  return password;
}
