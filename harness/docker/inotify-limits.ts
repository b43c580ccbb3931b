import { readFileSync, writeFileSync } from 'node:fs';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** Several nodes on one machine use up the defaults: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const NEEDED = { max_user_instances: 512, max_user_watches: 524_288 };
const FOLDER = '/proc/sys/fs/inotify';

export interface LimitsOptions {
  say: (line: Text) => void;
  folder?: string;
  uid?: number | undefined;
}

/**
 * Raises the kernel's inotify limits until the next start of the machine, where they are too low and this is root;
 * else it says what to do: two nodes may well run without.
 */
export function raiseInotifyLimits({ say, folder = FOLDER, uid = process.getuid?.() }: LimitsOptions): void {
  for (const [name, needed] of Object.entries(NEEDED)) {
    const path = `${folder}/${name}`;
    const now = readLimit(path);
    if (now === undefined || now >= needed) continue;
    if (uid === 0 && writeLimit(path, needed)) say(texts.docker.raised(`fs.inotify.${name}`, now, needed));
    else say(texts.docker.tooLow(`fs.inotify.${name}`, now, needed));
  }
}

/** Undefined where there is no such limit: not Linux. */
function readLimit(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeLimit(path: string, value: number): boolean {
  try {
    writeFileSync(path, `${value}\n`);
    return true;
  } catch {
    return false;
  }
}
