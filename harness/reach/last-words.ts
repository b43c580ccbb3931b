import type { ClusterClient } from '../client/cluster-client.ts';
import { readLog } from './logs.ts';

/** What kubelet answers for a log that is not there any more, as if it were the log. */
const kubeletsExcuse = /^(failed to try resolving symlinks|unable to retrieve container logs)/;
/** A program that fails says why in its last lines, but not always in the very last one. */
const ofLines = 20;
/** Milliseconds: what they would add is not worth a longer wait. */
const withinMs = 5_000;

/** The last line that a container wrote, of this life or the one before; undefined when there is none, or nobody can tell. */
export async function lastWords(
  client: ClusterClient,
  address: { namespace: string; pod: string; container: string },
  options: { previous: boolean; signal: AbortSignal },
): Promise<string | undefined> {
  const lines = await readLog(client, address, { previous: options.previous, tailLines: ofLines, signal: AbortSignal.any([options.signal, AbortSignal.timeout(withinMs)]) }).catch(() => []);
  return lines.findLast(({ text }) => text.trim() !== '' && !kubeletsExcuse.test(text))?.text;
}
