import type { ClusterClient } from '../client/cluster-client.ts';
import { readLog } from './logs.ts';

/** What kubelet answers for a log that is not there any more, as if it were the log. */
const kubeletsExcuse = /^(failed to try resolving symlinks|unable to retrieve container logs)/;
/** A program that fails says why in its last lines, but not always in the very last one: this is where to look first. */
const ofLines = 20;
const complaint = /\b(error|fatal|panic|exception|denied|failed|cannot|can't|unknown|not found)\b/i;
/** Milliseconds: what they would add is not worth a longer wait. */
const withinMs = 5_000;

/**
 * Of a container's last lines, of this life or the one before, the first in which it complains (what follows is what came
 * of it), else the very last; undefined when there is none, or nobody can tell.
 */
export async function lastWords(
  client: ClusterClient,
  address: { namespace: string; pod: string; container: string },
  options: { previous: boolean; signal: AbortSignal },
): Promise<string | undefined> {
  const lines = await readLog(client, address, { previous: options.previous, tailLines: ofLines, signal: AbortSignal.any([options.signal, AbortSignal.timeout(withinMs)]) }).catch(() => []);
  const words = lines.map(({ text }) => text).filter((text) => text.trim() !== '' && !kubeletsExcuse.test(text));
  return words.find((text) => complaint.test(text)) ?? words.at(-1);
}
