import { execa, ExecaError } from 'execa';
import { CommandFailed } from './run-command.ts';

export interface GroupOptions {
  cwd: string;
  env: Record<string, string>;
  input?: string;
  /** Milliseconds; then the program and all that it started are ended. */
  deadlineMs: number;
  signal: AbortSignal;
  /** Appends everything that the program prints to this file. */
  log: string;
  /** Called with the group's number once it runs. */
  started?: (group: number) => void;
}

/** Milliseconds between asking a group to end and ending it. */
const GRACE_MS = 5_000;

const liveGroups = new Set<number>();
process.on('exit', () => {
  for (const group of liveGroups) endGroup(group, 'SIGKILL');
});

/**
 * Runs a program in a process group of its own, so that nothing that it started (compilers, package
 * managers) outlives it. Resolves with its standard output, trimmed; throws {@link CommandFailed}, or the signal's
 * reason when it was interrupted.
 */
export async function runGroup(command: string, args: readonly string[], options: GroupOptions): Promise<string> {
  options.signal.throwIfAborted();
  const file = { file: options.log, append: true as const };
  const child = execa(command, args, {
    cwd: options.cwd,
    env: options.env,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    detached: true,
    stdout: ['pipe', file],
    stderr: ['pipe', file],
    all: true,
  });
  const { pid } = child;
  if (pid !== undefined) {
    liveGroups.add(pid);
    options.started?.(pid);
  }

  const late = AbortSignal.timeout(options.deadlineMs);
  const stop = AbortSignal.any([options.signal, late]);
  const end = (): void => {
    endGroup(pid, 'SIGTERM');
    // A group is ended as a whole: what it started holds our pipes open and would keep us waiting.
    setTimeout(() => { endGroup(pid, 'SIGKILL'); }, GRACE_MS);
  };
  stop.addEventListener('abort', end, { once: true });
  try {
    const result = await child;
    return result.stdout.trim();
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof ExecaError)) throw error;
    const failed = error as ExecaError;
    throw new CommandFailed(late.aborted ? Object.assign(failed, { timedOut: true }) : failed, options.deadlineMs);
  } finally {
    stop.removeEventListener('abort', end);
    if (pid !== undefined) liveGroups.delete(pid);
  }
}

/** Ends all processes of a group; one that has ended already is fine. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended by itself.
  }
}
