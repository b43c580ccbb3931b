import { isDefault } from '../../../explain/defaults.ts';
import { isMap } from '../../../values/field-path.ts';
import type { EquivalenceOperator } from '../operator.ts';
import { containersIn, podsIn } from '../pods.ts';
import { listAt, mapAt, objectsOf, type Fields, type WrittenFile, type WrittenFolder } from '../written-folder.ts';

export const defaultsWritten: EquivalenceOperator = {
  name: 'defaults-written', category: 'defaults', says: 'What holds by default may be written down.',
  offers: (folder) => objectsOf(folder).map((place) => ({ object: place.name, field: '', make: () => { writeDefaults(folder, place); } })),
};

/** Writes into an object of a folder what the API server would put in where nothing is written. */
export function writeDefaults(folder: WrittenFolder, { object, file }: { object: Fields; file: WrittenFile }): void {
  const only = { ...folder, files: [{ ...file, objects: [object] }] };
  for (const [fields, defaults] of defaultsOf(only, object)) for (const [key, value] of Object.entries(defaults)) fields[key] ??= value;
}

export const defaultsLeftOut: EquivalenceOperator = {
  name: 'defaults-left-out', category: 'defaults', says: 'What holds by default need not be written.',
  offers: (folder) => objectsOf(folder).flatMap(({ object, name }) => {
    const kind = String(object['kind']);
    const found = [...writtenDefaults(kind, ['spec'], object['spec']), ...(isDefault(kind, ['type'], object['type'], object) && object['type'] !== undefined ? [{ map: object, key: 'type' }] : [])];
    return found.length === 0 ? [] : [{ object: name, field: '', make: () => { for (const { map, key } of found) Reflect.deleteProperty(map, key); } }];
  }),
};

/** Single values that say what holds anyway. What is empty is left: it may be what says that something is there. */
function writtenDefaults(kind: string, keys: readonly string[], value: unknown): { map: Fields; key: string }[] {
  if (Array.isArray(value)) return value.flatMap((item) => writtenDefaults(kind, keys, item));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = [...keys, key];
    // Labels and annotations may be called as a field is.
    if (key === 'metadata' || key.startsWith('match')) return [];
    if (isMap(inner) || Array.isArray(inner)) return writtenDefaults(kind, below, inner);
    return isDefault(kind, below, inner, value) ? [{ map: value, key }] : [];
  });
}

const probe = { initialDelaySeconds: 0, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** What the API server would put into which maps of an object. Source: the API reference of Kubernetes 1.37. */
function defaultsOf(folder: WrittenFolder, object: Fields): [Fields, Fields][] {
  const spec = mapAt(object, 'spec');
  const own: Readonly<Record<string, () => [Fields | undefined, Fields][]>> = {
    Secret: () => [[object, { type: 'Opaque' }]],
    Service: () => [
      [spec, { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster', publishNotReadyAddresses: false }],
      ...listAt(spec, 'ports').map((port): [Fields, Fields] => [port, { protocol: 'TCP', targetPort: port['port'] }]),
    ],
    Deployment: () => {
      const replaces = mapAt(spec, 'strategy')?.['type'] === 'Recreate';
      return [
        [spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, minReadySeconds: 0, paused: false, ...(replaces ? {} : { strategy: {} }) }],
        ...(replaces ? [] : ([[strategyOf(spec), { type: 'RollingUpdate', rollingUpdate: {} }], [rollingUpdateOf(spec), { maxSurge: '25%', maxUnavailable: '25%' }]] as [Fields, Fields][])),
      ];
    },
    PersistentVolume: () => [[spec, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }]],
    PersistentVolumeClaim: () => [[spec, { volumeMode: 'Filesystem' }]],
  };
  const pods = podsIn(folder).flatMap((pod): [Fields, Fields][] => [
    [pod.spec, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30, schedulerName: 'default-scheduler', enableServiceLinks: true, securityContext: {} }],
    ...listAt(pod.spec, 'volumes').flatMap((volume) => ['configMap', 'secret', 'projected', 'downwardAPI'].flatMap((source): [Fields, Fields][] => {
      const found = mapAt(volume, source);
      return found === undefined ? [] : [[found, { defaultMode: 0o644 }]];
    })),
  ]);
  const containers = containersIn(folder).flatMap(({ container }): [Fields, Fields][] => [
    [container, { imagePullPolicy: /:(?!latest$)[^/]+$|@/.test(String(container['image'])) ? 'IfNotPresent' : 'Always', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', stdin: false, tty: false }],
    ...listAt(container, 'ports').map((port): [Fields, Fields] => [port, { protocol: 'TCP' }]),
    ...['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((key): [Fields, Fields][] => {
      const asked = mapAt(container, key, 'httpGet');
      const found = mapAt(container, key);
      return [...(found === undefined ? [] : [[found, probe] as [Fields, Fields]]), ...(asked === undefined ? [] : [[asked, { path: '/', scheme: 'HTTP' }] as [Fields, Fields]])];
    }),
  ]);
  return [...(own[String(object['kind'])]?.() ?? []), ...pods, ...containers].filter((each): each is [Fields, Fields] => each[0] !== undefined);
}

function strategyOf(spec: Fields | undefined): Fields {
  if (spec === undefined) return {};
  const found = mapAt(spec, 'strategy') ?? {};
  spec['strategy'] = found;
  return found;
}

function rollingUpdateOf(spec: Fields | undefined): Fields {
  const strategy = strategyOf(spec);
  const found = mapAt(strategy, 'rollingUpdate') ?? {};
  strategy['rollingUpdate'] = found;
  return found;
}
