import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { causeText } from '../text/error-text.ts';
import { defined } from '../values/defined.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** What is asked, again and again, until the answer has the status. */
export interface AwaitedStatus {
  url: string;
  status: number;
  /** Another Host header than the URL's. */
  host?: string;
  /** Milliseconds in all, and between two questions. */
  withinMs: number;
  everyMs: number;
  signal: AbortSignal;
}

/**
 * Asks over a connection of its own each time until an answer has the status: what an ingress controller takes over from
 * the API server, nothing in the cluster tells. Returns undefined, or what was last seen when the time was over; throws
 * the signal's reason.
 */
export async function awaitStatus({ url, status, host, withinMs, everyMs, signal }: AwaitedStatus): Promise<Text | undefined> {
  const deadline = Date.now() + withinMs;
  const headers = defined({ host, connection: 'close' });
  let last = verbatim('');
  do {
    try {
      const { statusCode, body } = await request(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]) });
      await body.dump();
      if (statusCode === status) return undefined;
      last = texts.cluster.statusCode(statusCode);
    } catch (error) {
      signal.throwIfAborted();
      last = verbatim(causeText(error));
    }
    await pause(everyMs, undefined, { signal });
  } while (Date.now() < deadline);
  return last;
}
