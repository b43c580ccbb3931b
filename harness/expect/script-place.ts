import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { isMap, mapsIn } from '../values/field-path.ts';

/** The path of a container, of a field that says what it runs. */
const ofProgram = /^(.*(?:ontainers)\[[^\]]+\])\.(?:command|args)(?:\[\d+\])?$/;
/** What runs the file behind it, past its own options. */
const runsAFile = /^(?:.*\/)?(?:(?:ba|da|a)?sh|awk|node|python3?|perl|exec|source|\.|-f)$/;

/**
 * Where the program of a container is really written: in the ConfigMap whose key is the file that its command runs.
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
    return key === undefined ? [] : configMapsOf(volumes.find(({ name }) => name === mount['name'])).flatMap(({ name, items }) => {
      const found = Array.isArray(items) ? mapsIn(items).find((item) => item['path'] === key)?.['key'] : key;
      const map = manifestOf(`ConfigMap/${String(name)}`);
      return typeof found === 'string' && map?.get(`data['${found}']`) !== undefined ? [{ on: map, field: `data['${found}']` }] : [];
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

/** The key of a mounted ConfigMap at a path; undefined where the mount holds none there. */
function keyAt(file: string, { mountPath, subPath }: Record<string, unknown>): string | undefined {
  if (typeof mountPath !== 'string') return undefined;
  if (typeof subPath === 'string') return file === mountPath ? subPath : undefined;
  const folder = mountPath.replace(/\/+$/, '');
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
}

function configMapsOf(volume: Record<string, unknown> | undefined): { name: unknown; items: unknown }[] {
  if (volume === undefined) return [];
  const { configMap, projected } = volume;
  const sources = [configMap, ...(isMap(projected) ? mapsIn(projected['sources']).map((source) => source['configMap']) : [])];
  return sources.filter(isMap).map(({ name, items }) => ({ name, items }));
}
