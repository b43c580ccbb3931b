import type { ObjectName } from './manifest.ts';

/** How the API server says which object of the namespace refuses another (Kubernetes 1.30 to 1.37): a name in it is the object's. */
const refusals: readonly [kind: string, message: RegExp][] = [
  ['ResourceQuota', /\b(?:exceeded|failed) quota: ([^\s,:]+)/],
  ['ValidatingAdmissionPolicy', /\bValidatingAdmissionPolicy '([^']+)'/],
  ['LimitRange', /\b(?:minimum|maximum) \S+ usage per \w+ is |\blimit to request ratio per \w+ is /],
];

/**
 * The object of the folder by which the API server refused another one of it: its quota, its limits, its policy.
 *
 * @param text what the server said, with the names that a learner wrote
 * @param brings what the folder has
 */
export function forbiddenByOwn(text: string, brings: ReadonlySet<ObjectName> = new Set()): ObjectName | undefined {
  for (const [kind, message] of refusals) {
    const found = message.exec(text);
    if (found === null) continue;
    const own = [...brings].filter((id) => (found[1] === undefined ? id.startsWith(`${kind}/`) : id === `${kind}/${found[1]}`));
    if (own[0] !== undefined) return own[0];
  }
  return undefined;
}
