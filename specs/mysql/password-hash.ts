import { scryptSync, timingSafeEqual } from 'node:crypto';

/** Bytes of a derived key, as the app of the hands-on makes them. */
const keyBytes = 32;
/** Bytes of memory that checking a hash may take: eight times what the app's own hashes need. */
const mostMemory = 128 * 1_024 * 1_024;

/** Whether a hash is one that the app can read, and of this password: `scrypt$N$r$p$salt$key`, salt and key in base64. */
export function verifies(hash: string, password: string): 'yes' | 'no' | 'another form' {
  const match = /^scrypt\$(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash);
  const [N, r, p] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const key = Buffer.from(match?.[5] ?? '', 'base64');
  if (match === null || key.length !== keyBytes) return 'another form';
  try {
    return timingSafeEqual(scryptSync(password, Buffer.from(match[4] ?? '', 'base64'), keyBytes, { N, r, p, maxmem: mostMemory }), key) ? 'yes' : 'no';
  } catch {
    // Costs that scrypt does not know, or that are far beyond the app's.
    return 'another form';
  }
}
