import { statSync } from 'node:fs';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.reading.unreadable;

/** Bytes of a kubeconfig, of a file that it names, or of a report's results: those of hundreds of clusters, or of a run in which all has failed, have less. */
const mostBytes = 20_000_000;

/**
 * Why a file that is read to its end must not be: a pipe or a device may have none. Undefined for any other, also where there is
 * none: whoever reads it says so.
 */
export function endlessFile(file: string): Text | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return undefined;
  if (!found.isFile()) return t.noFile;
  return found.size > mostBytes ? t.tooLarge(Math.ceil(found.size / 1_000_000), mostBytes / 1_000_000) : undefined;
}
