import type { Blame, Given } from '../../harness/lesson/given.ts';
import { askUntil } from '../checks/ask-until.ts';
import { t } from './texts.ts';
import { lacksParameters, verdictOn, type Verdict } from './verdict.ts';

/** Milliseconds between two questions. */
const pauseMs = 200;
/** Milliseconds in which a new policy is heeded: the API server looks at its policies once a second (as of Kubernetes 1.37), and some for a busy machine. */
const withinMs = 10_000;

/**
 * Resolves when a policy refuses something because of what it is: nothing can be watched there, as the API server takes notice of a
 * policy, and of its parameters, some time after it has stored them.
 *
 * @param why what is to blame where it never does
 * @throws LessonFailure when it is admitted, or refused by somebody else, in the end
 */
export async function untilRefused(given: Given, ask: () => Promise<unknown>, why: (verdict: Verdict) => Blame): Promise<void> {
  await askUntil(() => verdictOn(ask), (verdict) => !verdict.admitted && verdict.binding !== undefined && !lacksParameters(verdict), {
    pauseMs, withinMs,
    late: ({ answer, elapsedMs }) => given.fail({ ...why(answer), expected: t.refusedWithin(withinMs / 1_000), observed: answer.admitted ? t.admitted : t.refusedOtherwise(answer.message), elapsedMs }),
  });
}
