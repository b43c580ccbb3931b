import { isPerRun } from '../client/kinds.ts';
import type { Isolation } from './isolation/isolation.ts';

/** Kinds of the whole cluster of which a lesson's folder may have objects: volumes always, others where the lesson says so. */
export function allowedClusterWide({ clusterWide = [] }: Pick<Isolation, 'clusterWide'>): string[] {
  return [...new Set(['PersistentVolume', ...clusterWide])];
}

/** Whether an object of the whole cluster may be made for this lesson: it can have a name of its own, and the lesson needs it. */
export function mayMakeClusterWide(kind: string, isolation: Pick<Isolation, 'clusterWide'>): boolean {
  return isPerRun(kind) && allowedClusterWide(isolation).includes(kind);
}
