import type { ObjectName } from '../manifests/manifest.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { formatPath } from '../values/field-path.ts';
import type { Problem } from './problem.ts';

const t = texts.wait;

/** A service account or quota that is made a moment later lets the controller's next try pass; milliseconds. */
const retryMs = 4_000;

/** How the API server words that a quota would be exceeded (Kubernetes 1.30 to 1.37): its name, and the first resource. */
const exceeded = /exceeded quota: ([^,\s]+), requested: ([^=,\s]+)=/;

/**
 * A controller's request that the API server refuses, which will be refused again: the pods of a workload, or the ReplicaSet that is to
 * make them. At fault is the quota that is exceeded, else the pod template.
 *
 * @param message in the API server's words; the condition's own where it says none
 */
export function refusedProblem(owner: ObjectName, message: string | undefined): Problem {
  const [, quota, resource] = exceeded.exec(message ?? '') ?? [];
  const place = quota === undefined || resource === undefined
    ? { object: owner, field: 'spec.template.spec', hint: t.hints.replicaFailure }
    : { object: `ResourceQuota/${quota}` as const, field: formatPath([{ key: 'spec' }, { key: 'hard' }, { key: resource }]), hint: t.hints.quota(owner) };
  return { key: `${owner} refused`, ...place, observed: message === undefined ? t.deployment.refused : verbatim(message), graceMs: retryMs };
}
