import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { podSpecOf } from '../checks/containers.ts';
import type { Database } from './database.ts';

/** Where the image keeps the data unless the server is told otherwise. */
export const usualDataFolder = '/var/lib/mysql';

/** Where the image looks for scripts on its first start. */
export const initFolder = '/docker-entrypoint-initdb.d';

interface Mount {
  name: string;
  mountPath: string;
  readOnly?: boolean;
  subPath?: string;
  subPathExpr?: string;
}

interface Item {
  key?: string;
  path?: string;
}

/** What is mounted at a folder of the server's container. */
export interface Mounted {
  /** The path of the mount, and what it says. */
  field: string;
  mount: Mount;
  /** The path of the volume. */
  volume: string;
  /** The claim behind it, as it is called in a namespace: of the volume, or made by a StatefulSet for its first pod. */
  claim?: string;
  /** A folder of whatever node the pod is on. */
  hostPath?: string;
  /** The name of a ConfigMap or Secret that it shows. */
  shows?: { kind: 'ConfigMap' | 'Secret'; name: string; items: Item[] | undefined };
}

interface PodVolume {
  name: string;
  persistentVolumeClaim?: { claimName?: string };
  hostPath?: { path?: string };
  configMap?: { name?: string; items?: Item[] };
  secret?: { secretName?: string; items?: Item[] };
}

/** The mount in which a folder of the server's container lies, the longest path first; undefined where it has none. */
export function mountedAt({ manifest, path }: Database, folder: string): Mounted | undefined {
  const mounts = (manifest.get<Mount[]>(`${path}.volumeMounts`) ?? []).map((mount, n) => ({ mount, field: `${path}.volumeMounts[${n}]` }));
  const [above] = mounts.filter(({ mount }) => isWithin(folder, mount.mountPath)).toSorted((a, b) => b.mount.mountPath.length - a.mount.mountPath.length);
  return above === undefined ? undefined : { ...above, ...volumeOf(manifest, above.mount.name) };
}

function volumeOf(manifest: Manifest, name: string): Omit<Mounted, 'field' | 'mount'> {
  const volumes = `${podSpecOf(manifest)}.volumes`;
  const templates = 'spec.volumeClaimTemplates';
  const template = manifest.get<{ metadata?: { name?: string } }[]>(templates)?.findIndex(({ metadata }) => metadata?.name === name) ?? -1;
  if (template >= 0) return { volume: `${templates}[${template}]`, claim: `${name}-${manifest.name}-0` };
  const list = manifest.get<PodVolume[]>(volumes) ?? [];
  const index = list.findIndex((each) => each.name === name);
  const { persistentVolumeClaim: claim, hostPath, configMap, secret } = list[index] ?? {};
  return {
    volume: index >= 0 ? `${volumes}[${index}]` : volumes,
    ...(claim?.claimName === undefined ? {} : { claim: claim.claimName }),
    ...(hostPath?.path === undefined ? {} : { hostPath: hostPath.path }),
    ...(configMap?.name === undefined ? {} : { shows: { kind: 'ConfigMap', name: configMap.name, items: configMap.items } }),
    ...(secret?.secretName === undefined ? {} : { shows: { kind: 'Secret', name: secret.secretName, items: secret.items } }),
  };
}

function isWithin(folder: string, mountPath: string): boolean {
  const bare = (path: string): string => path.replace(/\/+$/, '');
  return bare(folder) === bare(mountPath) || bare(folder).startsWith(`${bare(mountPath)}/`);
}

/** What the init scripts come from: what is mounted for them, or the place of the mount that is missing. */
export function initScripts(given: Given, database: Database, script?: string): Pick<Blame, 'on' | 'field'> {
  const mounted = script === undefined ? undefined : mountedAt(database, script);
  const folder = mounted ?? mountedAt(database, initFolder);
  if (folder === undefined) return { on: database.manifest, field: `${database.path}.volumeMounts` };
  const { shows } = folder;
  const shown = shows === undefined ? undefined : given.manifests.find(shows.kind, shows.name);
  if (shows === undefined || shown === undefined) return { on: database.manifest, field: folder.volume };
  // The image runs what ends so, and nothing else.
  if (shows.items !== undefined && !shows.items.some(({ path = '' }) => /\.(sql|sh)(\.\w+)?$/.test(path))) return { on: database.manifest, field: `${folder.volume}.${shows.kind === 'Secret' ? 'secret' : 'configMap'}.items` };
  const key = script?.slice(script.lastIndexOf('/') + 1);
  const written = ['data', 'stringData', 'binaryData'].find((field) => key !== undefined && shown.get<Record<string, unknown>>(field)?.[key] !== undefined);
  return { on: shown, field: written === undefined ? 'data' : `${written}['${key}']` };
}
