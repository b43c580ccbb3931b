import type { Manifest } from '../manifests/manifest.ts';

/**
 * Where the user is written who may not do what a program of a container has tried, as the kernel says; undefined where it says
 * something else, or root is no other than itself.
 *
 * @param container the path of the container
 * @param said what the program says of it
 */
export function userAtFault(pod: Pick<Manifest, 'get'>, container: string, said: string): string | undefined {
  if (!/permission denied/i.test(said)) return undefined;
  const field = [container, container.replace(/\.\w+\[[^\]]+\]$/, '')].map((path) => `${path}.securityContext.runAsUser`).find((each) => pod.get(each) !== undefined);
  return field === undefined || pod.get(field) === 0 ? undefined : field;
}
