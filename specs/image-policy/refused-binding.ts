import type { Manifest, Manifests } from '../../harness/lesson/given.ts';

/**
 * The policy that keeps the scheduler from giving a pod its node, as the scheduler says: it writes a Binding at `pods/binding`,
 * which `pods/*` and `*` mean as well. Undefined where it says something else, or names no policy of the folder.
 */
export function policyThatRefusesBinding(manifests: Pick<Manifests, 'find'>, observed: string): Manifest | undefined {
  const name = /Bind plugin .*ValidatingAdmissionPolicy '([^']+)'/s.exec(observed)?.[1];
  return name === undefined ? undefined : manifests.find('ValidatingAdmissionPolicy', name);
}
