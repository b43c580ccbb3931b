import type { Manifest } from '../../harness/lesson/given.ts';
import { runningContainers } from '../checks/containers.ts';
import { podLabelsOf } from '../checks/pod-of.ts';
import type { Target } from './blame.ts';
import { ownNamespace } from './rules.ts';

/** A port of the pods that an object makes, as policies see it. */
export function targetOf(manifest: Manifest, port: number, address = ''): Target {
  const labelsAt = podLabelsOf(manifest);
  const ports = runningContainers(manifest).flatMap(({ container }) => container.ports ?? []);
  return {
    pod: manifest, labelsAt, labels: manifest.get<Record<string, string>>(labelsAt) ?? {}, namespace: ownNamespace, own: true, address, port,
    portNames: ports.filter(({ containerPort }) => containerPort === port).flatMap(({ name }) => name ?? []),
  };
}
