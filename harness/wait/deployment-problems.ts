import type { Deployment } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { verbatim, type Text } from '../text/language.ts';
import type { Problem } from './problem.ts';
import { refusedProblem } from './refused-pods.ts';
import type { WorkloadRules } from './workload-rules.ts';

const t = texts.wait;

/** Why a Deployment will not get its pods. */
export function deploymentProblems(deployment: Deployment): Problem[] {
  const object: ObjectName = `Deployment/${deployment.metadata?.name ?? ''}`;
  const stalled = deployment.status?.conditions?.find((each) => each.type === 'Progressing' && each.reason === 'ProgressDeadlineExceeded');
  return [
    ...lateAvailable(deployment, object),
    ...refusals(deployment),
    ...(deployment.spec?.paused === true ? [{ key: `${object} paused`, object, field: 'spec.paused', observed: t.deployment.paused, hint: t.hints.paused, graceMs: 0 }] : []),
    ...(stalled === undefined ? [] : [{ key: `${object} stalled`, object, field: 'spec.progressDeadlineSeconds', observed: stalled.message === undefined ? t.deployment.stalled : verbatim(stalled.message), hint: t.hints.late, graceMs: 0 }]),
  ];
}

/** What the API server refuses a Deployment: its pods, or the ReplicaSet of a new version. */
export function refusals({ metadata, status }: Deployment): Problem[] {
  const refused = status?.conditions?.find((each) => (each.type === 'ReplicaFailure' && each.status === 'True') || (each.type === 'Progressing' && each.reason === 'ReplicaSetCreateError'));
  return refused === undefined ? [] : [refusedProblem(`Deployment/${metadata?.name ?? ''}`, refused.message)];
}

/** Milliseconds for which nobody waits longer: what takes more is certain to be late. */
const longMs = 60_000;

/** Pods that are ready, and must stay so for longer before they count. */
function lateAvailable({ spec, status }: Deployment, object: ObjectName): Problem[] {
  const { minReadySeconds = 0, replicas = 1 } = spec ?? {};
  const { readyReplicas = 0, availableReplicas = 0 } = status ?? {};
  if (minReadySeconds === 0 || readyReplicas < replicas || availableReplicas >= replicas) return [];
  const observed = t.deployment.notYetAvailable(readyReplicas, minReadySeconds);
  return [{ key: `${object} minReady`, object, field: 'spec.minReadySeconds', observed, hint: t.hints.minReady, graceMs: minReadySeconds * 1_000 >= longMs ? 0 : Infinity }];
}

/** What a Deployment has reached, for people. */
export function describeDeployment(deployment: Deployment | undefined): Text {
  if (deployment === undefined) return t.none;
  const { updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
  const wanted = deployment.spec?.replicas ?? 1;
  return t.deployment.replicas(readyReplicas, wanted, availableReplicas, updatedReplicas, replicas);
}

/** Whether the controller has done all that the spec asks: as `kubectl rollout status` decides it. */
export function isComplete(deployment: Deployment): boolean {
  const { observedGeneration = 0, updatedReplicas = 0, availableReplicas = 0, readyReplicas = 0, replicas = 0 } = deployment.status ?? {};
  const wanted = deployment.spec?.replicas ?? 1;
  return observedGeneration >= (deployment.metadata?.generation ?? 0) && [updatedReplicas, availableReplicas, readyReplicas, replicas].every((count) => count === wanted);
}

/** How a Deployment shows what it has reached. */
export const deploymentRules: WorkloadRules<Deployment> = {
  kind: 'Deployment',
  isComplete: (deployment, pods) => isComplete(deployment) && pods.length === (deployment.spec?.replicas ?? 1),
  describe: describeDeployment,
  problems: deploymentProblems,
};
