import { kindNamed } from '../client/kinds.ts';
import { texts } from '../text/texts.ts';
import { isMap, mapsIn } from '../values/field-path.ts';
import { mapSelects } from '../values/label-selector.ts';
import type { Text } from '../text/language.ts';
import type { Manifest } from './manifest.ts';

const t = texts.manifests.traits;

/** Something by which people recognize an object, whatever it is called. */
export interface Trait {
  /** Equal where two objects have the same. */
  key: string;
  /** As what follows the object's name: `listens on 3306`. */
  text: Text;
  /** A learner may choose it freely: that it is another says nothing. */
  isFree?: true;
}

/** By what an object can be recognized; the most telling first. `all` are those that lie beside it. */
export function traitsOf(manifest: Manifest, all: readonly Manifest[]): Trait[] {
  const { kind } = manifest;
  const own = kindNamed(kind)?.podSpec === undefined ? (ofKind[kind]?.(manifest) ?? []) : podTraits(manifest, all);
  return [...new Map([...own, ...labelTraits(manifest)].map((trait) => [trait.key, trait])).values()];
}

const ofKind: Readonly<Record<string, (manifest: Manifest) => Trait[]>> = {
  Service: (service) => mapsIn(service.get('spec.ports')).flatMap(({ port }) => (typeof port === 'number' ? [trait(`port ${port}`, t.port(port))] : [])),
  Ingress: (ingress) => mapsIn(ingress.get('spec.rules')).flatMap(({ host }) => (typeof host === 'string' ? [trait(`host ${host}`, t.host(host))] : [])),
  ConfigMap: keyTraits,
  Secret: keyTraits,
  PersistentVolumeClaim: storageTraits,
  PersistentVolume: storageTraits,
};

function podTraits(manifest: Manifest, all: readonly Manifest[]): Trait[] {
  const path = kindNamed(manifest.kind)?.podSpec ?? 'spec';
  const spec = manifest.get(path);
  if (!isMap(spec)) return [];
  const containers = [...mapsIn(spec['initContainers']), ...mapsIn(spec['containers'])];
  const volumes = mapsIn(spec['volumes']);
  const ports = new Set([...containers.flatMap(({ ports: list }) => mapsIn(list).map(({ containerPort }) => containerPort)), ...portsOfServices(manifest, all)].filter((port) => typeof port === 'number'));
  const has = (kind: string): boolean => volumes.some((each) => each[kind] !== undefined);
  return [
    ...(has('persistentVolumeClaim') || mapsIn(manifest.get('spec.volumeClaimTemplates')).length > 0 ? [trait('claim', t.claim)] : []),
    ...[...ports].map((port) => trait(`listens ${port}`, t.listens(port))),
    ...containers.flatMap(({ image }) => (typeof image === 'string' ? [trait(`image ${repositoryOf(image)}`, t.runs(repositoryOf(image)))] : [])),
    ...containers.flatMap(({ volumeMounts }) => mapsIn(volumeMounts).flatMap(({ mountPath }) => (typeof mountPath === 'string' ? [trait(`at ${mountPath}`, t.mountsAt(mountPath))] : []))),
    ...(containers.some(({ livenessProbe }) => livenessProbe !== undefined) ? [trait('liveness', t.hasLiveness)] : []),
    ...(mapsIn(spec['initContainers']).length > 0 ? [trait('init', t.hasInit)] : []),
    ...(typeof spec['restartPolicy'] === 'string' && spec['restartPolicy'] !== 'Always' ? [trait(`restart ${spec['restartPolicy']}`, t.restarts(spec['restartPolicy']))] : []),
    trait(`containers ${containers.length}`, t.containers(containers.length)),
  ];
}

/** Ports to which Services lead that select the pods of an object: it need not declare them itself. */
function portsOfServices(manifest: Manifest, all: readonly Manifest[]): unknown[] {
  const labels = podLabelsOf(manifest);
  return all.filter((each) => each.kind === 'Service' && mapSelects(each.get('spec.selector'), labels))
    .flatMap((service) => mapsIn(service.get('spec.ports')).map(({ port, targetPort }) => targetPort ?? port));
}

function podLabelsOf(manifest: Manifest): unknown {
  return manifest.kind === 'Pod' ? manifest.labels : manifest.get('spec.template.metadata.labels');
}

function labelTraits(manifest: Manifest): Trait[] {
  const labels = { ...manifest.labels, ...(isMap(podLabelsOf(manifest)) ? podLabelsOf(manifest) as Record<string, unknown> : {}) };
  return Object.entries(labels).map(([key, value]) => ({ ...trait(`label ${key}=${String(value)}`, t.label(`${key}=${String(value)}`)), isFree: true }));
}

function keyTraits(manifest: Manifest): Trait[] {
  const maps = ['data', 'stringData', 'binaryData'].map((field) => manifest.get(field)).filter(isMap);
  return maps.flatMap((map) => Object.keys(map)).map((key) => trait(`key ${key}`, t.key(key)));
}

function storageTraits(manifest: Manifest): Trait[] {
  const size = manifest.get<string | number>(manifest.kind === 'PersistentVolume' ? 'spec.capacity.storage' : 'spec.resources.requests.storage');
  const name = manifest.get('spec.storageClassName');
  const modes = manifest.get<unknown[]>('spec.accessModes') ?? [];
  return [
    ...(size === undefined ? [] : [trait(`size ${String(size)}`, t.size(String(size)))]),
    ...(typeof name === 'string' && name !== '' ? [trait(`class ${name}`, t.storageClass(name))] : []),
    ...modes.map((mode) => trait(`mode ${String(mode)}`, t.mode(String(mode)))),
  ];
}

function trait(key: string, text: Text): Trait {
  return { key, text };
}

/** `mysql` of `registry:5000/library/mysql:9.7@sha256:…`. */
function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '').split('/').at(-1) ?? image;
}
