import { kindNamed } from '../../harness/client/kinds.ts';
import type { Container } from '../../harness/client/objects.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { programField } from '../../harness/wait/program-field.ts';

/** A container of a pod, or of the pods of a workload, and the path at which it is written. */
export interface WrittenContainer {
  path: string;
  container: Container;
}

/** The containers that run for as long as the pod: those of `containers`, then native sidecars, which are init containers that restart always. */
export function runningContainers(manifest: Manifest): WrittenContainer[] {
  return [...listed(manifest, 'containers'), ...listed(manifest, 'initContainers').filter(isSidecar)];
}

/** The init containers that must end before the containers start, in their order. */
export function initContainers(manifest: Manifest): WrittenContainer[] {
  return listed(manifest, 'initContainers').filter((each) => !isSidecar(each));
}

/** The path of the container of that name, whichever of the lists it stands in; where it would stand when there is none. */
export function containerPath(manifest: Manifest, name: string): string {
  const all = [...listed(manifest, 'containers'), ...listed(manifest, 'initContainers')];
  return all.find(({ container }) => container.name === name)?.path ?? `${podSpecOf(manifest)}.containers[${name}]`;
}

/** Where the program of the container of that name is written. */
export function commandPath(manifest: Manifest, name: string): string {
  const path = containerPath(manifest, name);
  return `${path}.${programField(manifest.get<object>(path) ?? {})}`;
}

/** The path of the container of that name, or of the first where there is none of it: for copies, which must be made of any pod. */
export function containerOrFirst(manifest: Manifest, name: string): string {
  const all = runningContainers(manifest);
  return (all.find(({ container }) => container.name === name) ?? all[0])?.path ?? containerPath(manifest, name);
}

/** The path of the spec of an object's pods; empty where it has none. */
export function podSpecOf(manifest: Manifest): string {
  return kindNamed(manifest.kind)?.podSpec ?? '';
}

function listed(manifest: Manifest, list: 'containers' | 'initContainers'): WrittenContainer[] {
  const path = `${podSpecOf(manifest)}.${list}`;
  return (manifest.get<Container[]>(path) ?? []).map((container, n) => ({ path: `${path}[${n}]`, container }));
}

function isSidecar({ container }: WrittenContainer): boolean {
  return container.restartPolicy === 'Always';
}
