import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, request } from 'undici';

export interface DownloadOptions {
  /** Milliseconds until the answer begins: how long an address that cannot be reached may hold everything up. */
  firstByteMs: number;
  /** Milliseconds for the whole. */
  deadlineMs: number;
  signal: AbortSignal;
}

const REDIRECTS = 5;

/** Puts what an address answers into a file. Rejects with one line; then no part of the file stays. */
export async function download(url: string, path: string, options: DownloadOptions): Promise<void> {
  const late = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([options.signal, late]);
  // Like other downloaders it goes by HTTPS_PROXY and NO_PROXY.
  const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: options.firstByteMs } });
  try {
    let address = url;
    for (let left = REDIRECTS; ; left -= 1) {
      const answer = await request(address, { dispatcher, signal, headersTimeout: options.firstByteMs, bodyTimeout: options.firstByteMs });
      const next = answer.headers['location'];
      if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof next === 'string' && left > 0) {
        await answer.body.dump();
        address = new URL(next, address).href;
        continue;
      }
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        throw new Error(`it answered with status ${answer.statusCode}`);
      }
      await pipeline(answer.body, createWriteStream(path), { signal });
      return;
    }
  } catch (error) {
    await rm(path, { force: true });
    options.signal.throwIfAborted();
    const why = late.aborted ? `it did not end within ${Math.round(options.deadlineMs / 1000)} s` : error instanceof Error ? error.message : String(error);
    throw new Error(`${url} could not be downloaded: ${why}`, { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}
