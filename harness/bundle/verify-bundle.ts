import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';
import { endSize } from './layout.ts';
import { savedSeconds, type Part } from './manifest.ts';
import { damaged, type Bundle } from './open-bundle.ts';
import type { Progress } from './progress.ts';
import { padding, tarHeader } from './tar-header.ts';

/** What comes next in a bundle: bytes that are known, or a part whose checksum is. */
type Piece = { name: Text | string; bytes: Buffer } | { name: string; size: number; sha256: string };

/**
 * Reads a bundle from its first to its last byte and sees that each is as it was written: the parts by their checksums, and
 * what lies between them by what must stand there.
 *
 * @throws EnvironmentError that names the first part that is not
 */
export async function verifyBundle(bundle: Bundle, { signal, progress }: { signal: AbortSignal; progress?: Progress }): Promise<void> {
  const pieces = piecesOf(bundle);
  let at = 0;
  let done = 0;
  let hash = createHash('sha256');
  for await (const chunk of createReadStream(bundle.path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
    progress?.(chunk.length);
    let rest = chunk;
    for (let piece = pieces[at]; piece !== undefined && rest.length > 0; piece = pieces[at]) {
      const taken = rest.subarray(0, sizeOf(piece) - done);
      if (!('bytes' in piece)) hash.update(taken);
      else if (!taken.equals(piece.bytes.subarray(done, done + taken.length))) throw damaged(bundle.path, piece.name);
      done += taken.length;
      rest = rest.subarray(taken.length);
      if (done < sizeOf(piece)) continue;
      requireSum(bundle, piece, hash);
      hash = createHash('sha256');
      at += 1;
      done = 0;
    }
    if (rest.length > 0) throw damaged(bundle.path, texts.bundle.end);
  }
  const missing = pieces[at];
  if (missing !== undefined) throw damaged(bundle.path, missing.name);
}

function piecesOf({ manifest, head }: Bundle): Piece[] {
  const ofPart = ({ name, size, sha256 }: Part): Piece[] => [
    { name, bytes: tarHeader(name, size, savedSeconds(manifest)) },
    { name, size, sha256 },
    { name, bytes: Buffer.alloc(padding(size)) },
  ];
  const pieces: Piece[] = [{ name: texts.bundle.beginning, bytes: head }, ...manifest.parts.flatMap(ofPart), { name: texts.bundle.end, bytes: Buffer.alloc(endSize) }];
  return pieces.filter((piece) => sizeOf(piece) > 0);
}

function sizeOf(piece: Piece): number {
  return 'bytes' in piece ? piece.bytes.length : piece.size;
}

function requireSum({ path }: Bundle, piece: Piece, hash: Hash): void {
  if ('sha256' in piece && hash.digest('hex') !== piece.sha256) throw damaged(path, piece.name);
}
