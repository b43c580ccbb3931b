import type { Write } from '../client/write.ts';

/**
 * What a test may do to the objects that a learner has applied: `reads` looks at the cluster, files and logs only; `visits`
 * also sends requests to programs, from outside or through a forwarded port; `disturbs` deletes pods, evicts, scales,
 * restarts or kills, and puts that back; `changes` applies, creates or deletes other objects. The pods from which the harness
 * itself visits a program inside the cluster may come and go from `visits` on.
 */
export type Effect = 'reads' | 'visits' | 'disturbs' | 'changes';

const disturbances: readonly Write['verb'][] = ['evict', 'scale', 'restart'];

/** Throws when a test of this effect may not write that: the spec says less than it does, which is its bug. */
export function refuseWrite(effect: Effect, write: Write): void {
  if (effect === 'changes') return;
  if (write.own === true) {
    refuseVisit(effect, `${write.verb} ${write.kind}/${write.name ?? '*'}`);
    return;
  }
  const isDisturbance = disturbances.includes(write.verb) || (write.verb === 'delete' && write.kind === 'Pod');
  if (effect === 'disturbs' && isDisturbance) return;
  const least = isDisturbance ? 'disturbs' : 'changes';
  throw new Error(`a test with the effect '${effect}' may not ${write.verb} ${write.kind}/${write.name ?? '*'}: say effect '${least}'`);
}

/** Throws when a test of this effect may not send requests to what a learner runs. */
export function refuseVisit(effect: Effect, what: string): void {
  if (effect === 'reads') throw new Error(`a test with the effect 'reads' may not ${what}: say effect 'visits'`);
}
