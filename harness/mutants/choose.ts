import { createHash } from 'node:crypto';
import type { NamedVariant } from './mutant.ts';

/**
 * A sample that is the same for the same seed. Some of every lesson are in it, and of each as much as takes about the same
 * time: of a lesson that takes long, few.
 *
 * @param secondsOf about how long a lesson takes when nothing fails
 */
export function sample<V extends NamedVariant>(variants: readonly V[], size: number, seed: string, secondsOf: (lesson: string) => number): V[] {
  const queues = [...Map.groupBy(variants, ({ lesson }) => lesson)].map(([lesson, own]) => ({
    seconds: secondsOf(lesson), waiting: own.toSorted((a, b) => (rank(a, seed) < rank(b, seed) ? -1 : 1)), taken: 0,
  }));
  const chosen = new Set<V>();
  while (chosen.size < Math.min(size, variants.length)) {
    const open = queues.filter(({ waiting }) => waiting.length > 0);
    // A lesson of which there is none yet comes before all others.
    const next = open.reduce((a, b) => (after(b) < after(a) ? b : a));
    const variant = next.waiting.shift();
    if (variant !== undefined) chosen.add(variant);
    next.taken += 1;
  }
  return variants.filter((variant) => chosen.has(variant));
}

/** Seconds that a lesson's part of the sample would take with one more. */
function after({ seconds, taken }: { seconds: number; taken: number }): number {
  return taken === 0 ? 0 : seconds * (taken + 1);
}

function rank({ fullId }: NamedVariant, seed: string): string {
  return createHash('sha256').update(`${seed}\n${fullId}`).digest('hex');
}

/** Which part of a run this machine does: every n-th, beginning with the i-th (from 1), so that parts take about as long. */
export interface Shard {
  index: number;
  of: number;
}

export function shardOf<V>(variants: readonly V[], shard: Shard | undefined): V[] {
  return shard === undefined ? [...variants] : variants.filter((_, place) => place % shard.of === shard.index - 1);
}
