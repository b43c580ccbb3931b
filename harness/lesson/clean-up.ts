import { removeNamespace } from '../cleanup/remove-namespace.ts';
import { tellRunner } from '../lesson-process/events.ts';
import { interrupted } from '../lesson-process/interruption.ts';
import type { Scope } from '../objects/scope.ts';
import { joinTexts } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { runError } from '../verdict/environment-error.ts';

const t = texts.lesson;

/** Milliseconds for the clean-up of a lesson; when the run is interrupted, and its runner waits. */
const cleanUpMs = 60_000;
const hurriedCleanUpMs = 12_000;

/** Removes the namespaces of a lesson with all that was made for them, and tells the runner what could not be removed. */
export async function removeNamespaces(scopes: readonly Scope[], lesson: string): Promise<void> {
  const signal = AbortSignal.timeout(interrupted.aborted ? hurriedCleanUpMs : cleanUpMs);
  const hurried = interrupted.aborted ? signal : AbortSignal.any([signal, delayedAbort(interrupted, hurriedCleanUpMs)]);
  let noisy = scopes.length;
  const onQuiet = (): void => {
    noisy -= 1;
    if (noisy === 0) void tellRunner({ type: 'podsGone' });
  };
  const results = await Promise.all(scopes.toReversed().map(async (scope) => await removeNamespace(scope, hurried, onQuiet)));
  for (const { leftovers, reasons } of results) {
    for (const leftover of leftovers) await tellRunner({ type: 'leftover', leftover });
    // Everything is gone after all: what went wrong on the way is of no interest.
    if (leftovers.length > 0) {
      await tellRunner({ type: 'error', error: runError(lesson, t.cleanUp(joinTexts(reasons, '; ')), t.cleanUpHint) });
    }
  }
}

/** Aborted some time after another signal, so that a clean-up under way is hurried rather than cut off. */
function delayedAbort(first: AbortSignal, afterMs: number): AbortSignal {
  const controller = new AbortController();
  first.addEventListener('abort', () => {
    setTimeout(() => { controller.abort(first.reason); }, afterMs).unref();
  });
  return controller.signal;
}
