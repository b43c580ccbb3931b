import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { roundSeconds } from '../text/duration.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

export interface LockOptions {
  /** What the lock guards, for the message of the one who waits, such as `building etcd`. */
  what: Text;
  /** Milliseconds to wait for the holder. */
  deadlineMs: number;
  signal: AbortSignal;
  say: (line: Text) => void;
}

/**
 * Runs `work` while no other process holds the lock at `path`.
 *
 * The lock is a folder beside the path whose time is refreshed while its holder lives; after 20 s without a refresh it
 * counts as left behind by a killed process and is taken over.
 * Throws an EnvironmentError when the holder does not let go within the deadline.
 */
export async function withFileLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const release = await acquire(path, options);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(path: string, options: LockOptions): Promise<() => Promise<void>> {
  const startedAt = Date.now();
  let announced = false;
  for (;;) {
    options.signal.throwIfAborted();
    try {
      return await lockOnce(path);
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    if (Date.now() - startedAt > options.deadlineMs) {
      throw new EnvironmentError(
        options.what,
        texts.tools.busy(options.what, roundSeconds(options.deadlineMs)),
        texts.tools.busyHint(`${path}.lock`),
      );
    }
    if (!announced) options.say(texts.tools.waiting(options.what));
    announced = true;
    await pause(500, undefined, { signal: options.signal });
  }
}

/** Taking a lock over from a dead holder is noticed by the next refresh; a lost lock is not fatal, both builds rename. */
async function lockOnce(path: string): Promise<() => Promise<void>> {
  const release = await lockfile.lock(path, { realpath: false, stale: 20_000, update: 5_000, onCompromised: () => undefined });
  return async () => {
    try {
      await release();
    } catch (error) {
      if (codeOf(error) !== 'ERELEASED' && codeOf(error) !== 'ENOTACQUIRED' && codeOf(error) !== 'ECOMPROMISED') throw error;
    }
  };
}

function isHeld(error: unknown): boolean {
  return codeOf(error) === 'ELOCKED';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
