import type { Claim, Pod, Volume } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { soonMs } from './grace.ts';
import { notScheduled } from './not-scheduled.ts';
import type { Problem } from './problem.ts';

/** How the scheduler says that a bound volume is at none of the nodes that are left: today, and before Kubernetes 1.34. */
const elsewhere = /didn't match PersistentVolume's node affinity|had volume node affinity conflict/;
/** The pod's own choice of nodes, to which the volume then need not fit. */
const ownChoice = /didn't match Pod's node affinity/;

/** The claims that a pod mounts, by their names. */
export function claimNames({ spec }: Pod): string[] {
  return spec?.volumes?.flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []) ?? [];
}

/** Why a pod is not scheduled whose claims are bound: a volume of this run is where no node is. */
export function volumeElsewhere(pod: Pod, claims: readonly Claim[], volumes: readonly Volume[]): Problem[] {
  const message = notScheduled(pod)?.message ?? '';
  if (pod.metadata?.deletionTimestamp !== undefined || !elsewhere.test(message) || ownChoice.test(message)) return [];
  const mounted = new Set(claimNames(pod));
  const bound = new Set(claims.filter(({ metadata }) => mounted.has(metadata?.name ?? '')).flatMap(({ spec }) => spec?.volumeName ?? []));
  return volumes.filter(({ metadata, spec }) => bound.has(metadata?.name ?? '') && spec?.nodeAffinity !== undefined).map(({ metadata }): Problem => {
    const object = `PersistentVolume/${metadata?.name ?? ''}` as const;
    return { key: `${object} elsewhere`, object, field: 'spec.nodeAffinity', observed: texts.wait.pod.unscheduled(message), hint: texts.wait.hints.nodeChoice, graceMs: soonMs };
  });
}
