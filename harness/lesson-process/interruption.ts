import type { Text } from '../text/language.ts';
import { WordedError } from '../text/worded-error.ts';

/**
 * The end that comes from outside, as seen in a lesson's process: the runner sends SIGTERM (Ctrl-C, a deadline), or the
 * runner itself is gone. Waits and traffic listen to the signal so that clean-up starts at once.
 */
const controller = new AbortController();

/** Aborted once, when the lesson should stop and clean up. */
export const interrupted: AbortSignal = controller.signal;

/** Called by the lesson's process when it is told to end; `reason` is shown to people. */
export function interrupt(reason: Text): void {
  controller.abort(new WordedError(reason));
}
