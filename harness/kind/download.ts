import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { causeText } from '../text/error-text.ts';
import { roundSeconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';

export interface DownloadOptions {
  /** Milliseconds until the answer begins: how long an address that cannot be reached may hold everything up. */
  firstByteMs: number;
  /** Milliseconds for the whole. */
  deadlineMs: number;
  signal: AbortSignal;
}

/** Puts what an address answers into a file. Rejects with one line; then no part of the file stays. */
export async function download(url: string, path: string, { firstByteMs, deadlineMs, signal }: DownloadOptions): Promise<void> {
  const late = AbortSignal.timeout(deadlineMs);
  // Like other downloaders it goes by HTTPS_PROXY and NO_PROXY.
  const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: firstByteMs }, headersTimeout: firstByteMs, bodyTimeout: firstByteMs });
  try {
    // undici's own: the one that Node brings does not take a dispatcher of another version.
    const response = await fetch(url, { dispatcher, signal: AbortSignal.any([signal, late]) });
    if (response.status !== 200 || response.body === null) throw new WordedError(texts.tools.statusCode(response.status));
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    signal.throwIfAborted();
    const why = late.aborted ? texts.tools.lateBy(roundSeconds(deadlineMs)) : error instanceof WordedError ? error.text : causeText(error);
    throw new WordedError(texts.tools.notDownloaded(url, why), { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}
