import type { Manifest } from '../../harness/lesson/given.ts';
import { joinTexts, type Text } from '../../harness/text/language.ts';
import { nearestName } from '../../harness/text/nearest-name.ts';
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
    .filter(({ mountPath }) => file.startsWith(`${folder(mountPath)}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

/** The field at fault where nothing is mounted at a path: the mountPath that is nearly that one, else the mounts of the container. */
export function mountsField(pod: Manifest, container: string, path: string): string {
  const at = `${containerPath(pod, container)}.volumeMounts`;
  const paths = mountsOf(pod, container).map(({ mountPath }) => folder(mountPath));
  const near = paths.indexOf(nearestName(folder(path), paths) ?? '');
  return near < 0 ? at : `${at}[${near}].mountPath`;
}

/** Whether a mount is of a volume that is empty in each new pod: an emptyDir, which one that names no source is as well. */
export function isEmptyAtFirst(pod: Manifest, { name }: Mount): boolean {
  const volume = mapsIn(pod.get(`${podSpecOf(pod)}.volumes`)).find((each) => each['name'] === name);
  return volume !== undefined && Object.keys(volume).every((key) => key === 'name' || key === 'emptyDir');
}

/** The path by which another container sees what one has as `file`; undefined where the two do not share it. */
export function pathSeenBy(pod: Manifest, other: string, owner: string, file: string): string | undefined {
  const mount = mountOf(pod, owner, file);
  if (mount === undefined) return undefined;
  const inVolume = [folder(mount.subPath), folder(file.slice(folder(mount.mountPath).length))].join('');
  const [own] = mountsOf(pod, other)
    .filter(({ name, subPath }) => name === mount.name && inVolume.startsWith(`${folder(subPath)}/`))
    .sort((a, b) => folder(b.subPath).length - folder(a.subPath).length);
  return own === undefined ? undefined : folder(own.mountPath) + inVolume.slice(folder(own.subPath).length);
}

/** As what other paths begin with: `/a/b`; nothing of the root. */
function folder(path = ''): string {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  return names.map((name) => `/${name}`).join('');
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
