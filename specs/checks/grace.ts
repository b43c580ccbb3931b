import type { Manifest } from '../../harness/lesson/given.ts';
import { podSpecOf } from './containers.ts';

/** Seconds that a pod has to terminate when its manifest does not say (Kubernetes documentation, "Pod Lifecycle"). */
export const defaultGrace = 30;

/** Seconds that a pod, or the pods of a workload, have to terminate. */
export function graceOf(manifest: Manifest): number {
  return manifest.get<number>(`${podSpecOf(manifest)}.terminationGracePeriodSeconds`) ?? defaultGrace;
}
