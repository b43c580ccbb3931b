import type { Pod as PodObject } from '../../harness/client/objects.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** Milliseconds for the log of a pod that finds its data in use. */
const refusalMs = 15_000;

/** How a pod is to be replaced. */
export interface Replacement {
  /** Labels of the pods, of the old one and of the new one. */
  labels: Record<string, string>;
  /** What is to blame when two run at once. */
  blame: Blame;
  /** Why they must not, as what is expected; says only that they must not when absent. */
  expected?: Text;
  /** How the log of a second one says that the data is in use. */
  inUse: RegExp;
}

/**
 * Resolves when a change of its Deployment has replaced a pod, and no other one was started before the old one had ended.
 * Throws LessonFailure, with what the second one's log says, when two were there.
 */
export async function replacedInTurn(given: Given, before: Pod, { labels, blame, expected = t.replacedInTurn.inTurn, inUse }: Replacement): Promise<void> {
  const outcome = await given.until<PodObject, { second: string } | { replaced: true }>({
    apiVersion: 'v1',
    kind: 'Pod',
    labels,
    state: t.replacedInTurn.restarted(before.name),
    blame,
    seen: (pods) => {
      const old = pods.find((pod) => pod.metadata?.uid === before.uid);
      const started = pods.find((pod) => pod !== old && hasStarted(pod));
      if (started === undefined) return undefined;
      return old !== undefined && runs(old) ? { second: started.metadata?.name ?? '' } : { replaced: true };
    },
  });
  if ('replaced' in outcome) return;
  const refusal = await refusalOf(given, outcome.second, inUse);
  const { overlapped, overlappedAndSaid } = t.replacedInTurn;
  given.fail({ ...blame, expected, observed: refusal === undefined ? overlapped(outcome.second, before.name) : overlappedAndSaid(outcome.second, before.name, refusal) });
}

const hasStarted = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => (state?.running ?? state?.terminated) !== undefined) === true;
const runs = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;

/** What the second one's log says about its data; undefined when it says nothing in time, or is gone. */
async function refusalOf(given: Given, name: string, inUse: RegExp): Promise<string | undefined> {
  const pod = await given.pod(name).now();
  try {
    const lines = await pod?.container().lines({ until: ({ text }) => inUse.test(text), state: t.replacedInTurn.inUse, within: refusalMs });
    return lines?.find(({ text }) => inUse.test(text))?.text;
  } catch (error) {
    if (error instanceof LessonFailure) return undefined;
    throw error;
  }
}
