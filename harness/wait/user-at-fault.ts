import type { Manifest } from '../manifests/manifest.ts';

/**
 * Where the user is written who may not do what a program of a container has tried, as the kernel says; undefined where it says
 * something else, or root is no other than itself.
 *
 * @param container the path of the container
 * @param said what the program says of it
 */
export function userAtFault(pod: Pick<Manifest, 'get'>, container: string, said: string): string | undefined {
  return /permission denied/i.test(said) ? otherUserThanRoot(pod, container) : undefined;
}

/** Where the user of a container is written, at itself or at its pod; undefined where none is, or root. */
export function otherUserThanRoot(pod: Pick<Manifest, 'get'>, container: string): string | undefined {
  const field = [container, container.replace(/\.\w+\[[^\]]+\]$/, '')].map((path) => `${path}.securityContext.runAsUser`).find((each) => pod.get(each) !== undefined);
  return field === undefined || pod.get(field) === 0 ? undefined : field;
}
