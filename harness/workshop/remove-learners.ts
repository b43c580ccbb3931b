import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { ClusterClient } from '../client/cluster-client.ts';
import { findLearners } from './find-learners.ts';
import { learnerLabel, learnersAtOnce } from './learner.ts';

export interface RemoveLearners {
  prefix: string;
  /** Absolute: where their kubeconfigs are. */
  out: string;
  /** Milliseconds until what is not gone is told as left. */
  withinMs: number;
  signal: AbortSignal;
}

/** Milliseconds between two looks at the namespaces that are going. */
const periodMs = 500;

/**
 * Deletes the learners' namespaces whose names begin so, with all that is in them, their volumes, and their kubeconfigs.
 *
 * @returns which were removed, and which are still going
 */
export async function removeLearners(client: ClusterClient, { prefix, out, withinMs, signal }: RemoveLearners): Promise<{ removed: string[]; left: string[] }> {
  const until = Date.now() + withinMs;
  const names = namesOf(await findLearners(client, prefix, signal));
  const atOnce = pLimit(learnersAtOnce);
  await Promise.all(names.map((name) => atOnce(async () => {
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', name }, { signal });
    await client.deleteAll('v1', 'PersistentVolume', { labels: { [learnerLabel]: name } }, { signal });
    rmSync(join(out, `${name}.kubeconfig`), { force: true });
  })));
  for (;;) {
    const left = namesOf(await findLearners(client, prefix, signal)).filter((name) => names.includes(name));
    if (left.length === 0 || Date.now() >= until) return { removed: names.filter((name) => !left.includes(name)), left };
    await pause(periodMs, undefined, { signal });
  }
}

function namesOf(namespaces: Awaited<ReturnType<typeof findLearners>>): string[] {
  return namespaces.map(({ metadata }) => metadata?.name ?? '');
}
