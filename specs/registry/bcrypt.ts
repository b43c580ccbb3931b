import { randomBytes } from 'node:crypto';

/** Rounds of bcrypt as a power of two: the least that there is, as nobody has the time of a run to guess a random password. */
const cost = 4;
/** Letters of bcrypt's own base64. */
const letters = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** What is encrypted 64 times, and how many bytes of the result count. */
const [plain, kept] = ['OrpheanBeholderScryDoubt', 23];
/** Words of 32 bits in Blowfish's tables: the subkeys, then four boxes of 256. */
const [subkeys, boxes] = [18, 4 * 256];

/**
 * A password as htpasswd keeps it, `$2y$04$…` (bcrypt; Provos and Mazières, "A Future-Adaptable Password Scheme", 1999). Node has none
 * of its own.
 *
 * @param salt 16 bytes; random when absent
 */
export function bcrypt(password: string, salt: Uint8Array = randomBytes(16), rounds: number = cost): string {
  const cipher = new Blowfish();
  const key = wordsOf(Buffer.from(`${password}\0`));
  const salted = wordsOf(salt);
  cipher.expand(key, salted);
  for (let round = 0; round < 2 ** rounds; round += 1) {
    cipher.expand(key);
    cipher.expand(salted);
  }
  const text = Buffer.from(plain);
  const out = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at += 8) {
    let pair: Pair = [text.readUInt32BE(at), text.readUInt32BE(at + 4)];
    for (let n = 0; n < 64; n += 1) pair = cipher.encrypt(pair);
    out.writeUInt32BE(pair[0], at);
    out.writeUInt32BE(pair[1], at + 4);
  }
  return `$2y$${String(rounds).padStart(2, '0')}$${encoded(salt)}${encoded(out.subarray(0, kept))}`;
}

type Pair = [left: number, right: number];

/** Blowfish with the tables that it begins with, which are the digits of pi. */
class Blowfish {
  readonly #words = Uint32Array.from(piWords());

  /** Mixes a key into the tables, and with each pair the words of a salt. */
  expand(key: readonly number[], salt: readonly number[] = [0]): void {
    for (let n = 0; n < subkeys; n += 1) this.#words[n] = this.#word(n) ^ (key[n % key.length] ?? 0);
    let pair: Pair = [0, 0];
    for (let n = 0; n < subkeys + boxes; n += 2) {
      pair = this.encrypt([pair[0] ^ (salt[n % salt.length] ?? 0), pair[1] ^ (salt[(n + 1) % salt.length] ?? 0)]);
      [this.#words[n], this.#words[n + 1]] = pair;
    }
  }

  encrypt([left, right]: Pair): Pair {
    let [a, b] = [left, right];
    for (let round = 0; round < 16; round += 1) {
      a ^= this.#word(round);
      [a, b] = [b ^ this.#mixed(a), a];
    }
    return [(b ^ this.#word(17)) >>> 0, (a ^ this.#word(16)) >>> 0];
  }

  #mixed(word: number): number {
    const box = (n: number): number => this.#word(subkeys + 256 * n + ((word >>> (24 - 8 * n)) & 255));
    return (((box(0) + box(1)) ^ box(2)) + box(3)) | 0;
  }

  #word(n: number): number {
    return this.#words[n] ?? 0;
  }
}

/** Words of 32 bits; each begins where the one before ended, and the text begins anew at its end. */
function wordsOf(bytes: Uint8Array): number[] {
  const count = bytes.length % 4 === 0 ? bytes.length / 4 : bytes.length;
  return Array.from({ length: count }, (_, n) => [0, 1, 2, 3].reduce((word, k) => ((word << 8) | (bytes[(4 * n + k) % bytes.length] ?? 0)) >>> 0, 0));
}

let known: number[] | undefined;

/** The digits of pi behind the point, in words of 32 bits, by Machin's formula: 16 arctan(1/5) - 4 arctan(1/239). */
function piWords(): number[] {
  if (known !== undefined) return known;
  const count = subkeys + boxes;
  const guard = 64n;
  const unit = 1n << (BigInt(32 * count) + guard);
  const arctan = (inverse: bigint): bigint => {
    let [power, sum, sign] = [unit / inverse, 0n, 1n];
    for (let n = 1n; power !== 0n; n += 2n) {
      sum += (sign * power) / n;
      power /= inverse * inverse;
      sign = -sign;
    }
    return sum;
  };
  const digits = ((16n * arctan(5n) - 4n * arctan(239n)) % unit) >> guard;
  known = Array.from({ length: count }, (_, n) => Number((digits >> BigInt(32 * (count - 1 - n))) & 0xffffffffn));
  return known;
}

function encoded(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    text += [18, 12, 6, 0].slice(0, Math.min(3, bytes.length - at) + 1).map((shift) => letters[(word >> shift) & 63]).join('');
  }
  return text;
}
