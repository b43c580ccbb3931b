import type { Manifest } from '../../harness/lesson/given.ts';
import { containerPath, podSpecOf } from './containers.ts';

/**
 * Where the user is written who may not do what a program of a container has tried, as the kernel says; undefined where it says
 * something else, or root is no other than itself.
 *
 * @param said what the program says of it
 */
export function userAtFault(pod: Manifest, container: string, said: string): string | undefined {
  if (!/permission denied/i.test(said)) return undefined;
  const field = [containerPath(pod, container), podSpecOf(pod)].map((path) => `${path}.securityContext.runAsUser`).find((each) => pod.get(each) !== undefined);
  return field === undefined || pod.get(field) === 0 ? undefined : field;
}
