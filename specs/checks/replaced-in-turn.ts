import type { Pod as PodObject } from '../../harness/client/objects.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** Milliseconds for the log of a pod that finds its data in use. */
const refusalMs = 15_000;

/** How a pod is to be replaced. */
export interface Replacement {
  /** Whose pods they are, the old one and the new one. */
  of: Manifest;
  /** What is to blame when no other comes. */
  blame: Blame;
  /** The container whose log says it when the data is in use; the first when absent. */
  container?: string;
  /** How it says so. */
  inUse: RegExp;
}

/**
 * Resolves when a change of its workload has started another pod in the place of one.
 *
 * @returns how the two ran at once, with what the second one's log says; undefined when the old one had ended by then
 * @throws LessonFailure when no other pod is started
 */
export async function overlapOf(given: Given, before: Pod, { of, blame, container, inUse }: Replacement): Promise<Text | undefined> {
  const outcome = await given.until<PodObject, { second: string } | { replaced: true }>({
    apiVersion: 'v1',
    kind: 'Pod',
    labels: of.get<Record<string, string>>('spec.template.metadata.labels') ?? {},
    state: t.replacedInTurn.restarted(before.name),
    blame,
    seen: (pods) => {
      const old = pods.find((pod) => pod.metadata?.uid === before.uid);
      const started = pods.find((pod) => pod !== old && hasStarted(pod));
      if (started === undefined) return undefined;
      return old !== undefined && runs(old) ? { second: started.metadata?.name ?? '' } : { replaced: true };
    },
  });
  if ('replaced' in outcome) return undefined;
  const refusal = await refusalOf(given, outcome.second, inUse, container);
  const { overlapped, overlappedAndSaid } = t.replacedInTurn;
  return refusal === undefined ? overlapped(outcome.second, before.name) : overlappedAndSaid(outcome.second, before.name, refusal);
}

const hasStarted = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => (state?.running ?? state?.terminated) !== undefined) === true;
const runs = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;

/** What the second one's log says about its data; undefined when it says nothing in time, or is gone. */
async function refusalOf(given: Given, name: string, inUse: RegExp, container?: string): Promise<string | undefined> {
  const pod = await given.pod(name).now();
  try {
    const lines = await pod?.container(container).lines({ until: ({ text }) => inUse.test(text), state: t.replacedInTurn.inUse, within: refusalMs });
    return lines?.find(({ text }) => inUse.test(text))?.text;
  } catch (error) {
    if (error instanceof LessonFailure) return undefined;
    throw error;
  }
}
