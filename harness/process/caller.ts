import { identityOf, isAlive, parentOf, type ProcessIdentity } from './process-identity.ts';

/** Milliseconds between two looks at the processes that called us. */
const lookMs = 1_000;

/** What is known of the process that is asked about, and of the system; a test brings its own. */
export interface CallerOptions {
  pid?: number;
  env?: Readonly<Record<string, string | undefined>>;
  everyMs?: number;
}

/**
 * Calls back once when npm, or the shell that npm runs a script in, has ended while this process goes on: npm hands SIGTERM
 * to its shell, which ends without telling the script, and nobody is told of a SIGKILL. Without npm nothing is watched: a
 * program that was started with `nohup` is meant to outlive its shell. Returns how to stop watching.
 */
export function whenCallerEnds(ended: () => void, { pid = process.ppid, env = process.env, everyMs = lookMs }: CallerOptions = {}): () => void {
  if (env['npm_lifecycle_event'] === undefined) return () => undefined;
  const callers = callersFrom(pid);
  const timer = setInterval(() => {
    if (callers.every(isAlive)) return;
    clearInterval(timer);
    ended();
  }, everyMs);
  timer.unref();
  return () => { clearInterval(timer); };
}

/** npm's shell and npm itself; where the system does not say who started the shell (no /proc), the shell alone. */
function callersFrom(pid: number): ProcessIdentity[] {
  return [pid, parentOf(pid) ?? 0].filter((each) => each > 1).map(identityOf);
}
