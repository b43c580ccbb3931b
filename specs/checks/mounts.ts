import type { Manifest } from '../../harness/lesson/given.ts';

interface Mount {
  name: string;
  mountPath: string;
  subPath?: string;
}

/** The mount of a container in which a file lies: the longest path above it. */
export function mountOf(pod: Manifest, container: string, file: string): Mount | undefined {
  return mountsOf(pod, container)
    .filter(({ mountPath }) => file.startsWith(`${mountPath.replace(/\/+$/, '')}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

/** Whether a container has the folder of another one's mount: the same volume, and the same part of it. */
export function shares(pod: Manifest, container: string, mount: Mount): boolean {
  return mountsOf(pod, container).some(({ name, subPath }) => name === mount.name && subPath === mount.subPath);
}

/** The path of a log file as a container's own command names it: where it is looked for there. */
export function pathInCommand(pod: Manifest, container: string, file: string): string | undefined {
  const words = ['command', 'args'].flatMap((field) => pod.get<string[]>(`spec.containers[${container}].${field}`) ?? []).join(' ');
  const name = file.slice(file.lastIndexOf('/') + 1);
  return words.split(/[\s;"']+/).find((word) => word.startsWith('/') && word.endsWith(`/${name}`));
}

/** `varlog at /var/log`, for people. */
export function describeMounts(pod: Manifest, container: string): string {
  const mounts = mountsOf(pod, container).map(({ name, mountPath, subPath }) => `${name}${subPath === undefined ? '' : `/${subPath}`} at ${mountPath}`);
  return mounts.length === 0 ? 'no volume at all' : mounts.join(', ');
}

function mountsOf(pod: Manifest, container: string): Mount[] {
  return pod.get<Mount[]>(`spec.containers[${container}].volumeMounts`) ?? [];
}
