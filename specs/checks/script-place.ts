import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { formatPath, mapsIn } from '../../harness/values/field-path.ts';
import { commandPath, containerPath, podSpecOf } from './containers.ts';
import { mountOf } from './mounts.ts';

interface Items {
  name?: string;
  items?: { key?: string; path?: string }[];
}

/**
 * Where the script of a container is written that its command names by a path: the key of the ConfigMap of the folder that is mounted
 * there. Undefined where its command names no such file.
 */
function scriptPlace(given: Pick<Given, 'manifests'>, pod: Manifest, container: string): { on: Manifest; field: string } | undefined {
  const at = containerPath(pod, container);
  const words = ['command', 'args'].flatMap((part) => pod.get<unknown[]>(`${at}.${part}`) ?? []).filter((word) => typeof word === 'string');
  for (const file of words.flatMap((word) => word.match(/(?<![\w.])\/[\w.@%+/-]+/g) ?? [])) {
    const mount = mountOf(pod, container, file);
    const volume = mapsIn(pod.get(`${podSpecOf(pod)}.volumes`)).find(({ name }) => name === mount?.name);
    const { name, items } = (volume?.['configMap'] ?? {}) as Items;
    const on = name === undefined ? undefined : given.manifests.find('ConfigMap', name);
    if (mount === undefined || on === undefined) continue;
    const inVolume = mount.subPath ?? file.slice(mount.mountPath.replace(/\/+$/, '').length + 1);
    const key = items === undefined ? inVolume : items.find(({ path }) => path === inVolume)?.key;
    const part = ['data', 'binaryData'].find((each) => key !== undefined && on.get<Record<string, unknown>>(each)?.[key] !== undefined);
    if (key !== undefined && part !== undefined) return { on, field: formatPath([{ key: part }, { key }]) };
  }
  return undefined;
}

/** Where the program of a container is written: in the ConfigMap that its command names a file of, else in the container itself. */
export function programPlace(given: Pick<Given, 'manifests'>, pod: Manifest, container: string): { on: Manifest; field: string } {
  return scriptPlace(given, pod, container) ?? { on: pod, field: commandPath(pod, container) };
}
