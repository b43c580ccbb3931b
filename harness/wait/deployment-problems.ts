import type { Deployment } from '../client/objects.ts';
import { waitHints } from '../hints/wait-hints.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Problem } from './problem.ts';

/** A service account or quota that is made a moment later lets the controller's next try pass. */
const retryMs = 4_000;

/** Why a Deployment will not get its pods. */
export function deploymentProblems(deployment: Deployment): Problem[] {
  const object: ObjectName = `Deployment/${deployment.metadata?.name ?? ''}`;
  const conditions = deployment.status?.conditions ?? [];
  const refused = conditions.find((each) => each.type === 'ReplicaFailure' && each.status === 'True');
  const stalled = conditions.find((each) => each.type === 'Progressing' && each.reason === 'ProgressDeadlineExceeded');
  return [
    ...(refused === undefined ? [] : [{ key: `${object} refused`, object, field: 'spec.template.spec', observed: refused.message ?? 'its pods are refused', hint: waitHints.replicaFailure(), graceMs: retryMs }]),
    ...(stalled === undefined ? [] : [{ key: `${object} stalled`, object, field: 'spec.progressDeadlineSeconds', observed: stalled.message ?? 'no progress', hint: waitHints.late(), graceMs: 0 }]),
  ];
}

/** What a Deployment has reached, for people. */
export function describeDeployment(deployment: Deployment | undefined): string {
  if (deployment === undefined) return 'there is none';
  const { updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
  const wanted = deployment.spec?.replicas ?? 1;
  return `${readyReplicas} of ${wanted} replicas ready, ${availableReplicas} available, ${updatedReplicas} updated, ${replicas} in all`;
}

/** Whether the controller has done all that the spec asks: as `kubectl rollout status` decides it. */
export function isComplete(deployment: Deployment): boolean {
  const { observedGeneration = 0, updatedReplicas = 0, availableReplicas = 0, readyReplicas = 0, replicas = 0 } = deployment.status ?? {};
  const wanted = deployment.spec?.replicas ?? 1;
  return observedGeneration >= (deployment.metadata?.generation ?? 0) && [updatedReplicas, availableReplicas, readyReplicas, replicas].every((count) => count === wanted);
}
