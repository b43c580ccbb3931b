import type { Manifest } from '../../harness/lesson/given.ts';
import { amountOf } from './variants.ts';

/** A pod, and the CPUs that a copy of it without a limit got beside others. */
export interface Measured {
  pod: Manifest;
  rate: number;
}

/**
 * The CPU limit that takes the larger share away from the pod that requests more: with it the pod gets less than the other one, or
 * no more than it requests while the other one may. Undefined where it has no such limit.
 */
export function limitBelowShare(more: Measured, less: Measured): number | undefined {
  const takesAway = allowed(more) < allowed(less) || (isCapped(more) && !isCapped(less));
  return takesAway ? amountOf(more.pod, 'limits', 'cpu') : undefined;
}

function allowed({ pod, rate }: Measured): number {
  return Math.min(rate, amountOf(pod, 'limits', 'cpu') || rate);
}

function isCapped({ pod }: Measured): boolean {
  return amountOf(pod, 'limits', 'cpu') <= amountOf(pod, 'requests', 'cpu');
}
