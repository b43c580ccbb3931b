import { kindNamed } from '../../client/kinds.ts';
import type { ObjectName } from '../../manifests/manifest.ts';
import { mapSelects } from '../../values/label-selector.ts';
import { listAt, mapAt, objectsOf, type Fields, type WrittenFile, type WrittenFolder } from './written-folder.ts';

/** The pod of a workload, or a pod itself. */
export interface PodPlace {
  name: ObjectName;
  object: Fields;
  file: WrittenFile;
  /** Path of its spec. */
  path: string;
  spec: Fields;
  /** Labels that its pods have. */
  labels: Fields;
}

export interface ContainerPlace {
  pod: PodPlace;
  container: Fields;
  path: string;
}

/** All pods that the objects of a folder describe. */
export function podsIn(folder: WrittenFolder): PodPlace[] {
  return objectsOf(folder).flatMap(({ object, name, file }) => {
    const path = kindNamed(String(object['kind']))?.podSpec;
    const keys = path?.split('.') ?? [];
    const spec = path === undefined ? undefined : mapAt(object, ...keys);
    return path === undefined || spec === undefined ? [] : [{ name, object, file, path, spec, labels: mapAt(object, ...keys.slice(0, -1), 'metadata', 'labels') ?? {} }];
  });
}

/** Their containers, those that run before the others included. */
export function containersIn(folder: WrittenFolder): ContainerPlace[] {
  return podsIn(folder).flatMap((pod) => ['initContainers', 'containers'].flatMap((list) => listAt(pod.spec, list)
    .map((container) => ({ pod, container, path: `${pod.path}.${list}[${String(container['name'])}]` }))));
}

/** The pods of a folder that a Service selects. */
export function selectedBy(service: Fields, folder: WrittenFolder): PodPlace[] {
  return podsIn(folder).filter(({ labels }) => mapSelects(mapAt(service, 'spec', 'selector'), labels));
}

/** The ports that a pod's containers name. */
export function portsOf({ spec }: PodPlace): Fields[] {
  return listAt(spec, 'containers').flatMap((container) => listAt(container, 'ports'));
}
