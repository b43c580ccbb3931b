import type { Manifest } from '../../harness/lesson/given.ts';

/**
 * The pod with the same image of one container under another name, which makes the kubelet restart that container
 * and nothing else. A signal from inside would not, where the program is process 1 of its container.
 *
 * @param standIn the image that does the same, for one of a registry that has no other name for it
 */
export function sameImageByAnotherName(pod: Manifest, container: string, standIn: string): Manifest {
  const path = `spec.containers[${container}].image`;
  return pod.with(path, otherName(pod.get<string>(path) ?? '', standIn));
}

/** Docker Hub's short and long names mean the same image; one of another registry gives way to the stand-in. */
export function otherName(image: string, standIn: string): string {
  const hub = 'docker.io/';
  if (image.startsWith(`${hub}library/`)) return image.slice(`${hub}library/`.length);
  if (image.startsWith(hub)) return image.slice(hub.length);
  if (!image.includes('/')) return `${hub}library/${image}`;
  const registry = image.slice(0, image.indexOf('/'));
  return /[.:]|^localhost$/.test(registry) ? standIn : `${hub}${image}`;
}
