import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { runningContainers } from '../checks/containers.ts';
import { mountsField, mountsOf, type Mount } from '../checks/mounts.ts';
import { valuesIn } from '../checks/settings.ts';

type Volume = NonNullable<NonNullable<Pod['object']['spec']>['volumes']>[number];

interface Mounted {
  container: string;
  /** Path of the mount, such as `spec.containers[0].volumeMounts[1]`. */
  path: string;
  mount: Mount;
}

/** The container that sees a path of the lesson in one of its volumes, whichever it is; the first when none does. */
export function containerWith(pod: Manifest, path: string): string {
  return mounted(pod, path)?.container ?? runningContainers(pod)[0]?.container.name ?? '0';
}

/**
 * The field at fault when what lies at a path is not what it should be: the volume that is mounted there, or a part of it, or
 * the mountPath that is nearly that one, or the mounts of the container, where none is.
 *
 * @param part path below the volume, such as `emptyDir.sizeLimit`
 * @param container the one whose mounts count; any when absent
 */
export function volumeField(pod: Manifest, path: string, part?: string, container?: string): string {
  const found = mounted(pod, path, container);
  if (found === undefined) return mountsField(pod, container ?? containerWith(pod, path), path);
  return `spec.volumes[${found.mount.name}]${part === undefined ? '' : `.${part}`}`;
}

/** The part of a volume that says the mode of one of its files: that of its item, or of all where the item has none; undefined where files have no such mode. `file`: its path in the volume. */
export function modePart(volume: Volume | undefined, file: string): string | undefined {
  for (const { part, volume: source } of sourcesOf(volume)) {
    for (const kind of ['configMap', 'secret', 'downwardAPI'] as const) {
      const n = source?.[kind]?.items?.findIndex(({ path, mode }) => path === file && mode !== undefined) ?? -1;
      if (n >= 0) return `${part}${kind}.items[${n}].mode`;
    }
  }
  const kind = (['configMap', 'secret', 'downwardAPI', 'projected'] as const).find((each) => volume?.[each] !== undefined);
  return kind === undefined ? undefined : `${kind}.defaultMode`;
}

/** Where the files of a volume come from, each with its place in the volume: the volume itself, and what a projected one puts together. */
export function sourcesOf(volume: Volume | undefined): { part: string; volume: Pick<Volume, 'configMap' | 'secret' | 'downwardAPI'> | undefined }[] {
  return [{ part: '', volume }, ...(volume?.projected?.sources ?? []).map((each, n) => ({ part: `projected.sources[${n}].`, volume: each }))];
}

/** Whether a volume is, or has as one of its sources, a ConfigMap or Secret that need not be there. */
export function isOptional(volume: Volume | undefined): boolean {
  return sourcesOf(volume).some(({ volume: source }) => source?.configMap?.optional === true || source?.secret?.optional === true);
}

/** The mount by which a path is seen, and the mounts of the container where there is none. */
export function mountField(pod: Manifest, path: string): string {
  return mounted(pod, path)?.path ?? mountsField(pod, containerWith(pod, path), path);
}

/** What is written of the volume that lies at a path; undefined where none does. */
export function volumeAt(pod: Manifest, path: string): Volume | undefined {
  const found = mounted(pod, path);
  return found === undefined ? undefined : pod.get<Volume>(`spec.volumes[${found.mount.name}]`);
}

/** A Secret as a volume, or a part of a projected one, which calls it `name`. */
interface SecretSource {
  secretName?: string;
  name?: string;
  items?: readonly { key: string; path: string }[];
}

/** The Secret, and its key, that a file of a volume has its content from; undefined where it comes from none. */
export function secretAt(pod: Manifest, path: string): { name: string; key: string } | undefined {
  const found = mounted(pod, path);
  if (found === undefined) return undefined;
  const { mountPath, subPath } = found.mount;
  const file = [subPath, path.slice(mountPath.replace(/\/+$/, '').length).replace(/^\/+/, '')].filter((part) => part !== undefined && part !== '').join('/');
  const secrets = sourcesOf(volumeAt(pod, path)).flatMap(({ volume }): SecretSource[] => (volume?.secret === undefined ? [] : [volume.secret]));
  const named = secrets.find(({ items }) => items?.some((item) => item.path === file) === true);
  // Of several whose keys are all files nothing says which has this one.
  const whole = secrets.filter(({ items }) => items === undefined);
  const from = named ?? (whole.length === 1 ? whole[0] : undefined);
  const name = from?.secretName ?? from?.name;
  return name === undefined ? undefined : { name, key: from?.items?.find((item) => item.path === file)?.key ?? file };
}

/**
 * Where a pod writes more than it may: its emptyDir on the disk that has a limit, or that may have lost it; else one in memory, of which
 * nobody is evicted. `usual`, as our own pod calls it, where there is none.
 */
export function limitedFolder(pod: Manifest, usual: string): string {
  const folders = runningContainers(pod).flatMap(({ container }) => mountsOf(pod, container.name)).flatMap(({ mountPath }) => {
    const emptyDir = volumeAt(pod, mountPath)?.emptyDir ?? undefined;
    return emptyDir === undefined ? [] : [{ mountPath, isLimited: emptyDir.sizeLimit !== undefined, isOnDisk: emptyDir.medium !== 'Memory' }];
  });
  const onDisk = folders.filter((each) => each.isOnDisk);
  return (onDisk.find(({ isLimited }) => isLimited) ?? onDisk[0] ?? folders.find(({ isLimited }) => isLimited))?.mountPath ?? usual;
}

/** The mount with the longest path that is a path or lies above it. */
function mounted(pod: Manifest, path: string, only?: string): Mounted | undefined {
  return runningContainers(pod)
    .filter(({ container }) => only === undefined || container.name === only)
    .flatMap(({ container, path: at }) => mountsOf(pod, container.name).map((mount, n): Mounted => ({ container: container.name, path: `${at}.volumeMounts[${n}]`, mount })))
    .filter(({ mount }) => holds(mount.mountPath, path))
    .toSorted((a, b) => b.mount.mountPath.length - a.mount.mountPath.length)[0];
}

function holds(mountPath: string, path: string): boolean {
  const folder = mountPath.replace(/\/+$/, '');
  return path === folder || path.startsWith(`${folder}/`);
}

/** What is at fault where a file of a Secret is not there: the Secret, which lacks its key, or the volume of the pod. */
export function secretOrVolume(given: Given, pod: Manifest, path: string): Pick<Blame, 'on' | 'field'> {
  const from = secretAt(pod, path);
  const secret = from === undefined ? undefined : given.manifests.find('Secret', from.name);
  const lacks = from !== undefined && secret !== undefined && valuesIn(secret)[from.key] === undefined;
  return lacks ? { on: secret, field: secret.get('data') === undefined ? 'stringData' : 'data' } : { on: pod, field: volumeField(pod, path) };
}
