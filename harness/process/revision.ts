import { CommandFailed, runCommand } from './run-command.ts';

/** The commit that is checked out; empty where the folder is no checkout of git. */
export async function revisionOf(checkout: string, signal: AbortSignal): Promise<string> {
  return await askGit(['rev-parse', 'HEAD'], checkout, signal);
}

/** The same in short, with `-dirty` behind it where files differ from it. */
export async function shortRevision(checkout: string, signal: AbortSignal): Promise<string> {
  // No tag has this name: what is told is always a commit.
  return await askGit(['describe', '--always', '--dirty', '--abbrev=7', '--exclude', '*'], checkout, signal);
}

async function askGit(args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  try {
    return await runCommand('git', args, { cwd, deadlineMs: 10_000, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandFailed) return '';
    throw error;
  }
}
