import type { Pod } from '../../harness/lesson/given.ts';

/** The init scripts that a pod of the database ran when it started, in order, as its image logs them. */
export async function initScriptsRun(pod: Pod): Promise<string[]> {
  const lines = await pod.container().lines();
  return lines.flatMap(({ text }) => /running (\/docker-entrypoint-initdb\.d\/\S+)/.exec(text)?.[1] ?? []);
}
