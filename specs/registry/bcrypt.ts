import { randomBytes } from 'node:crypto';
import { encodeBase64, hashSync } from 'bcryptjs';

/** Rounds of bcrypt as a power of two: the least that there is, as nobody has the time of a run to guess a random password. */
const cost = 4;

/**
 * A password as htpasswd keeps it: bcrypt, `$2y$04$…`.
 *
 * @param salt 16 bytes; random when absent
 */
export function bcrypt(password: string, salt: Uint8Array = randomBytes(16), rounds: number = cost): string {
  return hashSync(password, `$2y$${String(rounds).padStart(2, '0')}$${encodeBase64(salt, salt.length)}`);
}
