import type { ClusterClient } from '../client/cluster-client.ts';
import { readLog, saysNoLog } from './logs.ts';

/** A program that fails says why in its last lines, but not always in the very last one: this is where to look first. */
const ofLines = 20;
const errorPattern = /\b(error|fatal|panic|exception|denied|failed|cannot|can't|unknown|not found)\b/i;
/** How many programs begin to say how they are to be called; more lines about that follow. */
const usagePattern = /^usage: /i;
/** Milliseconds: what they would add is not worth a longer wait. */
const withinMs = 5_000;

/**
 * The first of a container's last 20 lines that looks like an error, else the one that says how its program is called, else the
 * last one; of the current container or, with `previous`, of the one before its restart. Undefined when there is none, or the log cannot be read.
 */
export async function lastErrorLine(
  client: ClusterClient,
  address: { namespace: string; pod: string; container: string },
  options: { previous: boolean; signal: AbortSignal },
): Promise<string | undefined> {
  const lines = await readLog(client, address, { previous: options.previous, tailLines: ofLines, signal: AbortSignal.any([options.signal, AbortSignal.timeout(withinMs)]) }).catch(() => []);
  const texts = lines.filter((line) => line.text.trim() !== '' && !saysNoLog(line)).map(({ text }) => text);
  return texts.find((text) => errorPattern.test(text)) ?? texts.find((text) => usagePattern.test(text)) ?? texts.at(-1);
}
