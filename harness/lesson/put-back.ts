import { tellRunner } from '../lesson-process/events.ts';
import { interrupted } from '../lesson-process/interruption.ts';
import type { Session } from '../objects/session.ts';
import { describeError } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import { runError } from '../verdict/environment-error.ts';

/** Puts back what a failed test has disturbed, last in first out. Resolves with why that did not succeed; undefined when it did. */
export async function putBack(session: Session): Promise<string | undefined> {
  const { running } = session;
  const putBacks = running.putBacks.toReversed();
  if (putBacks.length === 0 || interrupted.aborted) return undefined;
  session.step(texts.lesson.steps.puttingBack);
  running.allowHarness();
  try {
    for (const act of putBacks) await act();
  } catch (error) {
    return describeError(error);
  }
  return undefined;
}

/** Puts back what the suite has changed of what a learner has applied; tells the runner when that does not succeed. */
export async function putActsBack({ acts, running, context }: Session): Promise<void> {
  if (acts === undefined) return;
  running.allowHarness();
  try {
    await acts.putBack();
  } catch (error) {
    await tellRunner({ type: 'error', error: runError(context.lesson, texts.verify.notPutBack(describeError(error)), texts.verify.notPutBackHint) });
  }
}
