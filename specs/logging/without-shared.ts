import type { Manifest } from '../../harness/lesson/given.ts';
import { defined } from '../../harness/values/defined.ts';
import { containerPath } from '../checks/containers.ts';
import { mountsOf } from '../checks/mounts.ts';

const own = 'of-its-own';

/**
 * The pod in which one container has an empty volume of its own in place of each that it shares with another one: it runs as
 * it is written, and sees none of the other's files.
 */
export function withoutShared(pod: Manifest, container: string, other: string): Manifest {
  const shared = new Set(mountsOf(pod, other).map(({ name }) => name));
  const mounts = mountsOf(pod, container).map(({ subPath, ...mount }) => (shared.has(mount.name) ? { ...mount, name: own } : { ...mount, ...defined({ subPath }) }));
  if (mounts.length === 0) return pod;
  return pod.with(`${containerPath(pod, container)}.volumeMounts`, mounts).with('spec.volumes[]', { name: own, emptyDir: {} });
}
