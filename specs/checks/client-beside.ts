import type { Given } from '../../harness/lesson/given.ts';

/**
 * A client that asks nodes, from a namespace of controls where there is one: what policies of the folder keep from the pods of its own
 * namespace is no matter of theirs.
 */
export async function clientBeside(given: Given): Promise<ReturnType<Given['client']>> {
  return (given.verifies ? given : await given.namespace('control')).client({ keepPod: true });
}
