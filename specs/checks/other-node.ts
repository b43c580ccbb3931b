import type { Manifest } from '../../harness/lesson/given.ts';

const preferred = 'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution';

/** The pod that would rather be on any node but this one: it comes there all the same where something keeps it. */
export function ratherElsewhere(pod: Manifest, node: string): Manifest {
  return pod.with(preferred, [
    ...(pod.get<unknown[]>(preferred) ?? []),
    { weight: 100, preference: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: [node] }] } },
  ]);
}
