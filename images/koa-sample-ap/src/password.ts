import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Bytes of a derived key. */
const KEY_LENGTH = 32;

/** Costs of a new hash: 16 MiB and some 50 ms, fit for pods with little memory. */
const COST = { N: 16_384, r: 8, p: 1 } as const;

interface ParsedHash {
  N: number;
  r: number;
  p: number;
  salt: Buffer;
  key: Buffer;
}

/** Checked when the user is unknown, so that an unknown user takes as long as a wrong password. */
const NOBODY: ParsedHash = { ...COST, salt: randomBytes(16), key: randomBytes(KEY_LENGTH) };

/** A new hash in the form `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function hashPassword(password: string, salt = randomBytes(16)): Promise<string> {
  const key = await derive(password, { ...COST, salt, key: Buffer.alloc(KEY_LENGTH) });
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether the password belongs to the hash; false, after the same time, when there is no hash to compare with. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parsed = hash === undefined ? undefined : parseHash(hash);
  const against = parsed ?? NOBODY;
  const same = timingSafeEqual(await derive(password, against), against.key);
  return same && parsed !== undefined;
}

function parseHash(hash: string): ParsedHash | undefined {
  const match = /^scrypt\$(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash);
  if (match === null) return undefined;
  const [, N, r, p, salt = '', key = ''] = match;
  const parsed = { N: Number(N), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
  return parsed.key.length === KEY_LENGTH ? parsed : undefined;
}

async function derive(password: string, { N, r, p, salt }: ParsedHash): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Twice what the algorithm needs (128·N·r bytes, RFC 7914 section 2).
    scrypt(password, salt, KEY_LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
