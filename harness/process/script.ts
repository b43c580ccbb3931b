import { EnvironmentError } from '../verdict/environment-error.ts';

/** Under npm one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 500;

/**
 * Runs a script's body with a signal that Ctrl-C and SIGTERM abort, and ends the process with its exit code: what the
 * body resolves with, 2 for an EnvironmentError (told in two lines), 130 when interrupted. A second Ctrl-C leaves at once.
 */
export async function endWith(body: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const stop = new AbortController();
  let interruptedAt = 0;
  const interrupt = (): void => {
    if (stop.signal.aborted && Date.now() - interruptedAt < SAME_PRESS_MS) return;
    if (stop.signal.aborted) process.exit(130);
    interruptedAt = Date.now();
    console.error('\nInterrupted: cleaning up (once more leaves at once).');
    stop.abort(new Error('interrupted'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    process.exitCode = await body(stop.signal);
  } catch (error) {
    process.exitCode = stop.signal.aborted ? 130 : 2;
    if (!stop.signal.aborted) console.error(describeError(error));
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** What went wrong and what to do, without a stack trace. */
export function describeError(error: unknown): string {
  if (error instanceof EnvironmentError) return `${error.where}: ${error.message}\n  ${error.hint}`;
  return `unexpected: ${error instanceof Error ? error.message : String(error)}`;
}
