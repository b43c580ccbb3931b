import type { KubeObject } from '../client/objects.ts';
import { isMap } from './field-path.ts';

/**
 * The one place where what would collide between lessons, runs or learners is made unique.
 *
 * Cluster-wide names, folders of nodes, hosts and ports are shared by all; the files are plain YAML. So each object
 * gets its place's suffix on its way to the server, and loses it again on its way back into a message. Names inside a
 * namespace stay as the learner wrote them.
 */
export interface Isolation {
  /** Namespace of the place; also the suffix. */
  namespace: string;
  /** Names of the cluster's StorageClass objects: these stay themselves. */
  storageClasses: readonly string[];
  /** Whether a claim without a class is given one by the cluster; then absence must show, else it means "no class". */
  hasDefaultClass: boolean;
}

/** Folder of a node under which the data of all runs lies: `<base>/<namespace>/<the volume's own path>`. */
export const nodeDataFolder = '/var/lib/cndjp2-e2e';

/** Kinds that a place itself stands for: a learner's own Namespace object is not applied. */
export function isLeftOut(object: KubeObject): boolean {
  return object.kind === 'Namespace';
}

/** The object as it is sent for this place: a changed copy. */
export function isolate<T extends KubeObject>(object: T, isolation: Isolation): T {
  const copy = structuredClone(object);
  const spec = (copy as { spec?: unknown }).spec;
  copy.metadata = { ...copy.metadata };
  if (copy.kind === 'PersistentVolume') {
    delete copy.metadata.namespace;
    copy.metadata.name = volumeName(copy.metadata.name ?? '', isolation);
    if (isMap(spec)) isolateVolume(spec, isolation);
    return copy;
  }
  copy.metadata.namespace = isolation.namespace;
  if (!isMap(spec)) return copy;
  if (copy.kind === 'PersistentVolumeClaim') isolateClaim(spec, isolation);
  if (copy.kind === 'StatefulSet') isolateTemplates(spec, isolation);
  if (copy.kind === 'Service') freePorts(spec);
  if (copy.kind === 'Ingress') isolateIngress(spec, isolation);
  return copy;
}

/** Name of a PersistentVolume on the cluster. */
export function volumeName(learners: string, isolation: Isolation): string {
  return `${learners}-${isolation.namespace}`;
}

/** Puts the learner's own names back into a text from the cluster. */
export function asLearnerWrote(text: string, isolation: Isolation): string {
  return text
    .replaceAll(`${nodeDataFolder}/${isolation.namespace}/`, '/')
    .replaceAll(`"${noClass}-${isolation.namespace}"`, '""')
    .replaceAll(`${noClass}-${isolation.namespace}`, '""')
    .replaceAll(`-${isolation.namespace}`, '')
    .replaceAll(`.${isolation.namespace}.`, '.')
    .replaceAll(`"${isolation.namespace}/`, '"')
    .replaceAll(`${isolation.namespace}/`, '');
}

/** A host of this place's own: `api.k8s` becomes `api.<namespace>.k8s`, `*.k8s` becomes `*.<namespace>.k8s`. */
export function hostName(learners: string, isolation: Isolation): string {
  const labels = learners.split('.');
  return [...labels.slice(0, -1), isolation.namespace, ...labels.slice(-1)].join('.');
}

/** Stands for "no class" where that must not bind another run's volume. */
const noClass = 'none';

function className(learners: unknown, isolation: Isolation): unknown {
  if (learners === undefined || learners === null || learners === '') return `${noClass}-${isolation.namespace}`;
  return typeof learners !== 'string' || isolation.storageClasses.includes(learners) ? learners : `${learners}-${isolation.namespace}`;
}

function isolateVolume(spec: Record<string, unknown>, isolation: Isolation): void {
  spec['storageClassName'] = className(spec['storageClassName'], isolation);
  const hostPath = spec['hostPath'];
  if (isMap(hostPath) && typeof hostPath['path'] === 'string') {
    hostPath['path'] = `${nodeDataFolder}/${isolation.namespace}/${hostPath['path'].replace(/^\/+/, '')}`;
    // The folder that a learner made on the node is not this one.
    hostPath['type'] = 'DirectoryOrCreate';
  }
  const claimRef = spec['claimRef'];
  if (isMap(claimRef)) claimRef['namespace'] = isolation.namespace;
}

function isolateClaim(spec: Record<string, unknown>, isolation: Isolation): void {
  const absent = spec['storageClassName'] === undefined || spec['storageClassName'] === null;
  if (!absent || !isolation.hasDefaultClass) spec['storageClassName'] = className(spec['storageClassName'], isolation);
  if (typeof spec['volumeName'] === 'string' && spec['volumeName'] !== '') spec['volumeName'] = volumeName(spec['volumeName'], isolation);
}

function isolateTemplates(spec: Record<string, unknown>, isolation: Isolation): void {
  const templates = spec['volumeClaimTemplates'];
  if (!Array.isArray(templates)) return;
  for (const template of templates as unknown[]) {
    if (isMap(template) && isMap(template['spec'])) isolateClaim(template['spec'], isolation);
  }
}

/** A fixed node port belongs to one Service of a whole cluster: the API server picks a free one instead. */
function freePorts(spec: Record<string, unknown>): void {
  delete spec['healthCheckNodePort'];
  if (!Array.isArray(spec['ports'])) return;
  for (const port of spec['ports'] as unknown[]) if (isMap(port)) delete port['nodePort'];
}

/** Names that lessons ask for end in one of these: what a rule without a host, which answers for every name, answers for in its place. */
const everyHost = ['*.k8s', '*.example'];

function isolateIngress(spec: Record<string, unknown>, isolation: Isolation): void {
  if (Array.isArray(spec['rules'])) {
    spec['rules'] = (spec['rules'] as unknown[]).flatMap((rule) => {
      if (!isMap(rule)) return [rule];
      const hosts = typeof rule['host'] === 'string' && rule['host'] !== '' ? [rule['host']] : everyHost;
      return hosts.map((host) => ({ ...rule, host: hostName(host, isolation) }));
    });
  }
  for (const tls of Array.isArray(spec['tls']) ? (spec['tls'] as unknown[]) : []) {
    if (isMap(tls) && Array.isArray(tls['hosts'])) {
      tls['hosts'] = (tls['hosts'] as unknown[]).map((host) => (typeof host === 'string' ? hostName(host, isolation) : host));
    }
  }
}
