import { describeError } from '../text/error-text.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { Interrupt } from './interrupt.ts';

/**
 * Runs a script's body with a signal that Ctrl-C and its like abort, and ends the process with its exit code: what the
 * body resolves with, 2 for an error (an EnvironmentError is explained in two lines), 130 when interrupted. A second
 * Ctrl-C leaves at once.
 */
export async function endWith(body: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const interrupt = new Interrupt({
    onFirst: () => { console.error('\nInterrupted: cleaning up (once more leaves at once).'); },
    onSecond: () => { process.exit(130); },
  });
  interrupt.listen();
  try {
    process.exitCode = await body(interrupt.signal);
  } catch (error) {
    process.exitCode = interrupt.signal.aborted ? 130 : 2;
    if (!interrupt.signal.aborted) console.error(explain(error));
  } finally {
    interrupt.stopListening();
  }
}

/** What went wrong and what to do, without a stack trace. */
function explain(error: unknown): string {
  return error instanceof EnvironmentError ? `${error.where}: ${error.message}\n  ${error.hint}` : `unexpected: ${describeError(error)}`;
}
