import type { Given } from '../../harness/lesson/given.ts';

/**
 * The pods on which a client was kept while it sent its requests: one, as it must be. A pod that it left because that was not ready for
 * a moment, as on a machine that is busy, is not among them: everybody would want to be sent elsewhere then.
 *
 * @param visits sends the client's requests; resolves with the names of the pods that responded, in order
 */
export async function podsKeptOn(given: Given, visits: () => Promise<readonly string[]>): Promise<string[]> {
  const before = await readySince(given);
  const pods = [...new Set(await visits())];
  if (pods.length < 2) return pods;
  const after = await readySince(given);
  const wasReady = (pod: string): boolean => after.has(pod) && (!before.has(pod) || before.get(pod) === after.get(pod));
  return pods.filter((pod, n) => n === pods.length - 1 || wasReady(pod));
}

/** Since when each pod of the app that is ready has been so, by its name. */
async function readySince(given: Given): Promise<Map<string, string>> {
  const pods = await given.deployment('koa-sample-ap').pods().now();
  return new Map(pods.filter(({ isReady }) => isReady).map(({ name, object }) => [name, String(object.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime)]));
}
