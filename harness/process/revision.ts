import { CommandFailed, runCommand } from './run-command.ts';

/**
 * The commit that is checked out, in short, with `-dirty` behind it where files differ from it; empty where the folder is no
 * checkout of git.
 */
export async function shortRevision(checkout: string, signal: AbortSignal): Promise<string> {
  try {
    // No tag has this name: what is told is always a commit.
    return await runCommand('git', ['describe', '--always', '--dirty', '--abbrev=7', '--exclude', '*'], { cwd: checkout, deadlineMs: 10_000, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandFailed) return '';
    throw error;
  }
}
