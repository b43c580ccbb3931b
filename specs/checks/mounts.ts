import type { Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, type Text } from '../../harness/text/language.ts';
import { mapsIn } from '../../harness/values/field-path.ts';
import { containerPath, podSpecOf } from './containers.ts';
import { t } from './texts.ts';

export interface Mount {
  name: string;
  mountPath: string;
  subPath?: string;
  readOnly?: boolean;
}

/** The mount of a container in which a file lies: the longest path above it. */
export function mountOf(pod: Manifest, container: string, file: string): Mount | undefined {
  return mountsOf(pod, container)
    .filter(({ mountPath }) => file.startsWith(`${mountPath.replace(/\/+$/, '')}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

/** Whether a mount is of a volume that is empty in each new pod: an emptyDir, which one that names no source is as well. */
export function isEmptyAtFirst(pod: Manifest, { name }: Mount): boolean {
  const volume = mapsIn(pod.get(`${podSpecOf(pod)}.volumes`)).find((each) => each['name'] === name);
  return volume !== undefined && Object.keys(volume).every((key) => key === 'name' || key === 'emptyDir');
}

/** Whether a container has the folder of another one's mount: the same volume, and the same part of it. */
export function shares(pod: Manifest, container: string, mount: Mount): boolean {
  return mountsOf(pod, container).some(({ name, subPath }) => name === mount.name && subPath === mount.subPath);
}

/** The path of a log file as a container's own command names it: where it is looked for there. */
export function pathInCommand(pod: Manifest, container: string, file: string): string | undefined {
  const words = ['command', 'args'].flatMap((field) => pod.get<string[]>(`${containerPath(pod, container)}.${field}`) ?? []).join(' ');
  const name = file.slice(file.lastIndexOf('/') + 1);
  return words.split(/[\s;"']+/).find((word) => word.startsWith('/') && word.endsWith(`/${name}`));
}

/** The mounts of a container in words: `varlog at /var/log`. */
export function describeMounts(pod: Manifest, container: string): Text {
  const mounts = mountsOf(pod, container).map(({ name, mountPath, subPath }) => t.mounts.at(`${name}${subPath === undefined ? '' : `/${subPath}`}`, mountPath));
  return mounts.length === 0 ? t.mounts.none : joinTexts(mounts);
}

/** The mounts of a container, in their order. */
export function mountsOf(pod: Manifest, container: string): Mount[] {
  return pod.get<Mount[]>(`${containerPath(pod, container)}.volumeMounts`) ?? [];
}
