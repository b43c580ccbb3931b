import type { Given, Manifest } from '../../harness/lesson/given.ts';

/**
 * Applies a pod again and again, each time with another annotation: whenever the pod changes, kubelet looks at its volumes. By
 * itself it does so every minute to minute and a half, also when it has missed a change because it was mounting just then.
 */
export function touching(given: Pick<Given, 'apply'>, pod: Manifest): () => Promise<void> {
  let times = 0;
  return async () => {
    times += 1;
    await given.apply(pod.with('metadata.annotations.touched', String(times)));
  };
}
