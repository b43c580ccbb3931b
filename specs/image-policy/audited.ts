import type { AuditEvent } from '../checks/audit-log.ts';

/** Under this key the API server notes what policies whose binding says Audit have against a request, as a list in JSON. */
const failures = 'validation.policy.admission.k8s.io/validation_failure';

/**
 * What the audit log has of a policy about requests for one pod: what it has against it, or what its own `auditAnnotations` say, each as it
 * stands there.
 *
 * @param policy name of the policy, or what it begins with
 */
export function notedAbout(events: readonly AuditEvent[], pod: string, policy: string): string[] {
  return events.filter(({ objectRef }) => objectRef?.resource === 'pods' && objectRef.name === pod).flatMap(({ annotations = {} }) => Object.entries(annotations).flatMap(([key, value]) => {
    if (key === failures) return failuresIn(value).filter((each) => each.policy?.startsWith(policy) === true).map((each) => each.message ?? '');
    return key.startsWith(policy) && key.includes('/') ? [value] : [];
  }));
}

function failuresIn(json: string): { policy?: string; message?: string }[] {
  try {
    return JSON.parse(json) as { policy?: string; message?: string }[];
  } catch {
    return [];
  }
}
