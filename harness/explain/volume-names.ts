import { mapsIn } from '../values/field-path.ts';
import { containersOf } from './pod-parts.ts';

type Fields = Record<string, unknown>;

/**
 * Calls the volumes of their pod as ours are called, throughout, where only the name differs: a volume that is mounted at a path at which
 * ours has a volume of another name.
 */
export function renameVolumes(ours: Fields, theirs: Fields): void {
  const [known, own] = [namesOf(ours), namesOf(theirs)];
  const wanted = new Map<string, string>();
  for (const container of containersOf(theirs)) {
    for (const { mountPath, name } of mountsOf(container)) {
      const counterpart = containersOf(ours).flatMap(mountsOf).find((mount) => mount.mountPath === mountPath && mount.container === container['name'])
        ?? containersOf(ours).flatMap(mountsOf).find((mount) => mount.mountPath === mountPath);
      const isFree = counterpart !== undefined && own.has(name) && !known.has(name) && !own.has(counterpart.name) && known.has(counterpart.name);
      if (isFree && !wanted.has(name) && ![...wanted.values()].includes(counterpart.name)) wanted.set(name, counterpart.name);
    }
  }
  const rename = (item: Fields): void => {
    const name = wanted.get(String(item['name']));
    if (name !== undefined) item['name'] = name;
  };
  for (const volume of mapsIn(theirs['volumes'])) rename(volume);
  for (const container of containersOf(theirs)) for (const mount of [...mapsIn(container['volumeMounts']), ...mapsIn(container['volumeDevices'])]) rename(mount);
}

function namesOf(pod: Fields): Set<string> {
  return new Set(mapsIn(pod['volumes']).map(({ name }) => String(name)));
}

function mountsOf(container: Fields): { container: unknown; mountPath: string; name: string }[] {
  return mapsIn(container['volumeMounts']).map(({ mountPath, name }) => ({ container: container['name'], mountPath: String(mountPath).replace(/(?<=.)\/+$/, ''), name: String(name) }));
}
