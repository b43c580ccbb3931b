import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { gigabytes } from './open-bundle.ts';

/** Takes how many bytes more have been done. */
export type Progress = (bytes: number) => void;

/** Milliseconds until the first line about a step, and at most between two of them: they come the less often the longer it takes. */
const firstMs = 5_000;
const atMostMs = 30_000;

/** Tells how far a step is, now and then: of so many bytes where it is known how many there will be. */
export function tellProgress(what: Text, total: number | undefined, say: (line: Text) => void, now: () => number = Date.now): Progress {
  let done = 0;
  let toldAt = now();
  let everyMs = firstMs;
  return (bytes) => {
    done += bytes;
    if (now() - toldAt < everyMs) return;
    toldAt = now();
    everyMs = Math.min(everyMs * 1.5, atMostMs);
    say(total === undefined ? texts.bundle.soFar(what, gigabytes(done)) : texts.bundle.soFarOf(what, gigabytes(done), gigabytes(total)));
  };
}

/** The same chunks; each is told as it passes. */
export async function* counted(chunks: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    progress(chunk.length);
    yield chunk;
  }
}
