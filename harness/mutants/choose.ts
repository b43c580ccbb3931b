import { createHash } from 'node:crypto';
import type { Variant } from './mutant.ts';

/**
 * A sample that is the same for the same seed: from each lesson in turn, so that every lesson is in it, in an order that
 * the seed decides.
 */
export function sample<V extends Variant>(variants: readonly V[], size: number, seed: string): V[] {
  const lessons = Map.groupBy(variants, ({ lesson }) => lesson);
  const queues = [...lessons.values()].map((own) => own.toSorted((a, b) => (rank(a, seed) < rank(b, seed) ? -1 : 1)));
  const chosen = new Set<V>();
  for (let round = 0; chosen.size < Math.min(size, variants.length); round += 1) {
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && chosen.size < size) chosen.add(next);
    }
  }
  return variants.filter((variant) => chosen.has(variant));
}

function rank({ fullId }: Variant, seed: string): string {
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
