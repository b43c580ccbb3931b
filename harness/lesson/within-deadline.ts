import { lastStep } from '../lesson-process/events.ts';
import type { Session } from '../objects/session.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { settledWithin } from './settled-within.ts';

const t = texts.lesson;

/** Milliseconds in which the waits of a test that is over must have ended. */
const endingMs = 1_000;

/**
 * Runs the body of a test; what a learner takes to act is no time of it. Throws LessonFailure that says what the test was doing when
 * it goes on for longer than its deadline, and the reason when the lesson has lost what it stands on.
 */
export async function withinDeadline({ acts, context, running }: Session, deadlineMs: number, body: () => Promise<void>): Promise<void> {
  const { lost } = running;
  lost.throwIfAborted();
  const work = body();
  const [beganAt, waitedBefore] = [performance.now(), acts?.waitedMs ?? 0];
  const leftMs = (): number => deadlineMs + (acts?.waitedMs ?? 0) - waitedBefore - (performance.now() - beganAt);
  for (let left = deadlineMs; left > 0 && !lost.aborted; left = leftMs()) {
    if ((await settledWithin(work, left, lost)) === 'late') continue;
    await work;
    return;
  }
  if (lost.aborted) {
    await settledWithin(work, endingMs);
    lost.throwIfAborted();
  }
  const step = lastStep() ?? t.noStep;
  // Its waits end now, so that their histories are in the evidence.
  running.end();
  await settledWithin(work, endingMs);
  throw new LessonFailure({
    expected: t.inTime(deadlineMs / 1000),
    observed: t.lastStep(step),
    object: `Lesson/${context.lesson}`,
    elapsedMs: deadlineMs,
    late: true,
    hint: texts.wait.hints.late,
    evidence: [],
  });
}
