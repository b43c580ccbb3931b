import type { Manifest } from '../../harness/lesson/given.ts';

/**
 * The pod with the same image of one container under another name, which makes the kubelet restart that container
 * and nothing else. A signal from inside would not: the sidecar's `tail` is process 1 of its container.
 */
export function sameImageByAnotherName(pod: Manifest, container: string): Manifest {
  const path = `spec.containers[${container}].image`;
  return pod.with(path, otherName(pod.get<string>(path) ?? ''));
}

/** Docker Hub's short and long names mean the same image; one of another registry gives way to the lesson's own. */
export function otherName(image: string): string {
  const hub = 'docker.io/';
  if (image.startsWith(`${hub}library/`)) return image.slice(`${hub}library/`.length);
  if (image.startsWith(hub)) return image.slice(hub.length);
  if (!image.includes('/')) return `${hub}library/${image}`;
  const registry = image.slice(0, image.indexOf('/'));
  return /[.:]|^localhost$/.test(registry) ? 'busybox:1.37' : `${hub}${image}`;
}
