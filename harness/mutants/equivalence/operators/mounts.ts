import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn, podsIn, type PodPlace } from '../pods.ts';
import { listAt, mapAt, ofKind, type Fields, type WrittenFolder } from '../written-folder.ts';

export const mountedBySubPath: EquivalenceOperator = {
  name: 'mounted-by-sub-path', category: 'mounts', says: 'The files of a ConfigMap may be mounted one by one.',
  offers: (folder) => containersIn(folder).flatMap(({ pod, container, path }) => listAt(container, 'volumeMounts').flatMap((mount): Offer[] => {
    const keys = keysOf(folder, configOf(pod, mount['name']));
    // A folder that the lesson names is mounted as a whole: only so does it follow its ConfigMap.
    if (folder.fixedNames.has(String(mount['mountPath']))) return [];
    if (keys.length === 0 || mount['subPath'] !== undefined || mount['subPathExpr'] !== undefined) return [];
    const make = (): void => {
      const each = keys.map((key) => ({ ...mount, mountPath: `${String(mount['mountPath']).replace(/\/$/, '')}/${key}`, subPath: key }));
      container['volumeMounts'] = listAt(container, 'volumeMounts').flatMap((other) => (other === mount ? each : [other]));
    };
    return [{ object: pod.name, field: `${path}.volumeMounts[${String(mount['mountPath'])}]`, make }];
  })),
};

export const keysAsItems: EquivalenceOperator = {
  name: 'keys-as-items', category: 'mounts', says: 'The keys that become files may be listed.',
  offers: (folder) => withConfigs(folder, ({ config, keys }) => {
    if (config['items'] !== undefined) return undefined;
    return () => { config['items'] = keys.map((key) => ({ key, path: key })); };
  }),
};

export const projected: EquivalenceOperator = {
  name: 'projected', category: 'mounts', says: 'A ConfigMap may come by a projected volume.',
  offers: (folder) => withConfigs(folder, ({ volume, config }) => {
    if (config['defaultMode'] !== undefined) return undefined;
    return () => {
      delete volume['configMap'];
      volume['projected'] = { sources: [{ configMap: config }] };
    };
  }),
};

export const slashBehind: EquivalenceOperator = {
  name: 'slash-behind', category: 'mounts', says: 'A folder is the same with a slash behind it.',
  offers: (folder) => [
    ...containersIn(folder).flatMap(({ pod, container, path }) => listAt(container, 'volumeMounts').flatMap((mount) => (
      // What is mounted by subPath may be a file.
      mount['subPath'] === undefined ? withSlash(mount, 'mountPath', pod.name, `${path}.volumeMounts[${String(mount['mountPath'])}]`) : []))),
    ...ofKind(folder, 'PersistentVolume').flatMap(({ object, name }) => withSlash(mapAt(object, 'spec', 'hostPath'), 'path', name, 'spec.hostPath')),
  ],
};

function withSlash(fields: Fields | undefined, key: string, object: string, field: string): Offer[] {
  const path = fields?.[key];
  if (fields === undefined || typeof path !== 'string' || path.endsWith('/')) return [];
  return [{ object, field: `${field}.${key}`, make: () => { fields[key] = `${path}/`; } }];
}

interface ConfigVolume {
  volume: Fields;
  config: Fields;
  keys: string[];
}

function withConfigs(folder: WrittenFolder, change: (place: ConfigVolume) => (() => void) | undefined): Offer[] {
  return podsIn(folder).flatMap((pod) => listAt(pod.spec, 'volumes').flatMap((volume) => {
    const config = mapAt(volume, 'configMap');
    const keys = keysOf(folder, config);
    const make = config === undefined || keys.length === 0 ? undefined : change({ volume, config, keys });
    return make === undefined ? [] : [{ object: pod.name, field: `${pod.path}.volumes[${String(volume['name'])}]`, make }];
  }));
}

/** The source of a volume that holds all keys of a ConfigMap. */
function configOf({ spec }: PodPlace, name: unknown): Fields | undefined {
  const config = mapAt(listAt(spec, 'volumes').find((volume) => volume['name'] === name), 'configMap');
  return config?.['items'] === undefined ? config : undefined;
}

function keysOf(folder: WrittenFolder, config: Fields | undefined): string[] {
  const found = ofKind(folder, 'ConfigMap').find(({ object }) => config !== undefined && mapAt(object, 'metadata')?.['name'] === config['name'])?.object;
  return Object.keys({ ...mapAt(found, 'data'), ...mapAt(found, 'binaryData') });
}
