import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { follow, noClass, nodeFolder, unique } from './names.ts';

type Fields = Record<string, unknown>;

/**
 * The class of a volume or claim. One that the cluster has stays itself; any other, of which a learner need not make an
 * object, only pairs claims with volumes, and must not pair them with those of another run.
 */
export function storageClass(learners: unknown, isolation: Isolation): unknown {
  if (learners === undefined || learners === null || learners === '') return unique(noClass, isolation);
  if (typeof learners !== 'string') return learners;
  const ours = isolation.brings?.has(`StorageClass/${learners}`) === true || !isolation.storageClasses.includes(learners);
  return ours ? unique(learners, isolation) : learners;
}

/** The annotation that named the class before the field did, and still counts more than it. */
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/**
 * Writes the class of a volume or claim that an annotation names into its spec: there it is made unique, while by the annotation
 * it would pair with volumes and claims of others.
 */
export function classIntoSpec(object: Fields): void {
  const { metadata, spec } = object;
  if (!isMap(metadata) || !isMap(metadata['annotations']) || !isMap(spec)) return;
  const { [classAnnotation]: name, ...others } = metadata['annotations'];
  if (typeof name !== 'string') return;
  spec['storageClassName'] = name;
  metadata['annotations'] = others;
}

export function isolateVolume(spec: Fields, isolation: Isolation): void {
  spec['storageClassName'] = storageClass(spec['storageClassName'], isolation);
  localFolder(spec, isolation);
  isolateFolder(spec['hostPath'], isolation);
  const claimRef = spec['claimRef'];
  if (isMap(claimRef)) claimRef['namespace'] = isolation.namespace;
}

/**
 * Makes a folder that must be there before any pod (`local`) one that is made when it is needed: in the run's own nobody has made it. What
 * the API server refuses, since it does not say on which node it is, or is something else as well, stays `local`.
 */
function localFolder(spec: Fields, isolation: Isolation): void {
  const { local, nodeAffinity, hostPath } = spec;
  if (!isMap(local) || typeof local['path'] !== 'string' || local['path'] === '') return;
  if (isMap(nodeAffinity) && hostPath === undefined) {
    spec['hostPath'] = { path: local['path'] };
    delete spec['local'];
  } else local['path'] = nodeFolder(local['path'], isolation);
}

/** Moves a folder of the node into the run's own. */
export function isolateFolder(hostPath: unknown, isolation: Isolation): void {
  // What is no path is for the API server to refuse.
  if (!isMap(hostPath) || typeof hostPath['path'] !== 'string' || hostPath['path'] === '') return;
  hostPath['path'] = nodeFolder(hostPath['path'], isolation);
  // The folder that a learner made on the node is not this one.
  hostPath['type'] = 'DirectoryOrCreate';
}

export function isolateClaim(spec: Fields, isolation: Isolation): void {
  const absent = spec['storageClassName'] === undefined || spec['storageClassName'] === null;
  if (!absent || !isolation.hasDefaultClass) spec['storageClassName'] = storageClass(spec['storageClassName'], isolation);
  if (spec['volumeName'] !== '') follow(spec, 'volumeName', 'PersistentVolume', isolation);
}

/** The claims that a StatefulSet makes. */
export function isolateClaimTemplates(spec: Fields, isolation: Isolation): void {
  for (const template of mapsIn(spec['volumeClaimTemplates'])) {
    classIntoSpec(template);
    if (isMap(template['spec'])) isolateClaim(template['spec'], isolation);
  }
}
