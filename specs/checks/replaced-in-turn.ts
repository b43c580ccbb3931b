import type { Pod as PodObject } from '../../harness/client/objects.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Given, Pod } from '../../harness/lesson/given.ts';

/** Milliseconds for the log of a server that finds its folder in use. */
const refusalMs = 15_000;

/**
 * Resolves when a change of the Deployment has replaced its pod, and no other server was started before the old one had
 * ended. Throws LessonFailure, with what the second server has to say, when two were there.
 */
export async function replacedInTurn(given: Given, before: Pod): Promise<void> {
  const blame = { on: 'Deployment/koa-sample-db', field: 'spec.strategy.type', hint: 'recreate' } as const;
  const outcome = await given.until<PodObject, { second: string } | { replaced: true }>({
    apiVersion: 'v1',
    kind: 'Pod',
    labels: { app: 'koa-sample-db' },
    state: `started anew after ${before.name} had ended`,
    blame,
    seen: (pods) => {
      const old = pods.find((pod) => pod.metadata?.uid === before.uid);
      const started = pods.find((pod) => pod !== old && hasStarted(pod));
      if (started === undefined) return undefined;
      return old !== undefined && runs(old) ? { second: started.metadata?.name ?? '' } : { replaced: true };
    },
  });
  if ('replaced' in outcome) return;
  given.fail({
    ...blame,
    expected: 'the old server to end before the new one is started: they have one data folder',
    observed: `${outcome.second} was started while ${before.name} was still running${await refusalOf(given, outcome.second)}`,
  });
}

const hasStarted = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => (state?.running ?? state?.terminated) !== undefined) === true;
const runs = (pod: PodObject): boolean => pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;

/** What the second server says about the folder. */
async function refusalOf(given: Given, name: string): Promise<string> {
  const pod = await given.pod(name).now();
  if (pod === undefined) return '';
  const inUse = /unable to lock|another mysqld/i;
  try {
    const lines = await pod.container().lines({ until: ({ text }) => inUse.test(text), state: 'a word about the folder', within: refusalMs });
    return `; its log says: ${lines.find(({ text }) => inUse.test(text))?.text ?? ''}`;
  } catch (error) {
    if (error instanceof LessonFailure) return '';
    throw error;
  }
}
