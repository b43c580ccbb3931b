import { isPerRun } from '../client/kinds.ts';
import type { Isolation } from './isolation/isolation.ts';

/** Kinds of which any folder may have objects: under a name of the run's own they concern only the objects that name them. */
const ofAnyLesson = ['PersistentVolume', 'StorageClass', 'IngressClass', 'PriorityClass'];

/** Kinds of the whole cluster of which a lesson's folder may have objects: volumes and classes always, others where the lesson says so. */
export function allowedClusterWide({ clusterWide = [] }: Pick<Isolation, 'clusterWide'>): string[] {
  return [...new Set([...ofAnyLesson, ...clusterWide])];
}

/** Whether an object of the whole cluster may be made for this lesson: it can have a name of its own, and the lesson allows it. */
export function mayMakeClusterWide(kind: string, isolation: Pick<Isolation, 'clusterWide'>): boolean {
  return isPerRun(kind) && allowedClusterWide(isolation).includes(kind);
}
