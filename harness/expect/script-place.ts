import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { isMap, mapsIn } from '../values/field-path.ts';

/** The path of a container, of a field that says what it runs. */
const ofProgram = /^(.*(?:ontainers)\[[^\]]+\])\.(?:command|args)(?:\[\d+\])?$/;
/** What runs the file behind it, past its own options. */
const runsAFile = /^(?:.*\/)?(?:(?:ba|da|a)?sh|awk|node|python3?|perl|exec|source|\.|-f)$/;

/**
 * Where the program of a container is really written: in the ConfigMap or Secret whose key is the file that its command runs.
 *
 * @param field of the container, which says what it runs
 * @returns undefined where the command is the program itself, or runs several such files
 */
export function placeOfScript(pod: Manifest, field: string, manifestOf: (id: ObjectName) => Manifest | undefined): { on: Manifest; field: string } | undefined {
  const [, path] = ofProgram.exec(field) ?? [];
  const container = path === undefined ? undefined : pod.get(path);
  if (path === undefined || !isMap(container)) return undefined;
  const volumes = mapsIn(pod.get(path.replace(/\.(?:initContainers|containers)\[[^\]]+\]$/, '.volumes')));
  const mounts = mapsIn(container['volumeMounts']);
  const places = filesRunBy(container).flatMap((file) => mounts.flatMap((mount) => {
    const key = keyAt(file, mount);
    return key === undefined ? [] : sourcesOf(volumes.find(({ name }) => name === mount['name'])).flatMap(({ id, items }) => {
      const found = Array.isArray(items) ? mapsIn(items).find((item) => item['path'] === key)?.['key'] : key;
      const on = manifestOf(id);
      const part = ['data', 'stringData', 'binaryData'].find((each) => typeof found === 'string' && on?.get<Record<string, unknown>>(each)?.[found] !== undefined);
      return on === undefined || part === undefined ? [] : [{ on, field: `${part}['${String(found)}']` }];
    });
  }));
  const [only] = places;
  return new Set(places.map((place) => `${place.on.id} ${place.field}`)).size === 1 ? only : undefined;
}

/** Files that a container's command runs: its first word, and what is behind an interpreter. */
function filesRunBy({ command, args }: Record<string, unknown>): string[] {
  const words = [command, args].flatMap((list) => (Array.isArray(list) ? list as unknown[] : [])).filter((word) => typeof word === 'string').flatMap((word) => word.split(/[\s;&|()"']+/)).filter((word) => word !== '');
  return words.filter((word, n) => word.startsWith('/') && (n === 0 || runsAFile.test(words.slice(0, n).findLast((before) => !/^-(?!f$)/.test(before)) ?? '')));
}

/** The key whose content a mount shows at a path; undefined where the mount shows none there. */
function keyAt(file: string, { mountPath, subPath }: Record<string, unknown>): string | undefined {
  if (typeof mountPath !== 'string') return undefined;
  if (typeof subPath === 'string') return file === mountPath ? subPath : undefined;
  const folder = mountPath.replace(/\/+$/, '');
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
}

/** What a volume has its files from, itself or as a projected one. */
function sourcesOf(volume: Record<string, unknown> = {}): { id: ObjectName; items: unknown }[] {
  const { projected } = volume;
  return [volume, ...(isMap(projected) ? mapsIn(projected['sources']) : [])].flatMap(({ configMap, secret }) => [
    ...(isMap(configMap) ? [{ id: `ConfigMap/${String(configMap['name'])}` as const, items: configMap['items'] }] : []),
    ...(isMap(secret) ? [{ id: `Secret/${String(secret['secretName'] ?? secret['name'])}` as const, items: secret['items'] }] : []),
  ]);
}
