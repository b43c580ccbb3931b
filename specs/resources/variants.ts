import type { Container, Pod } from '../../harness/client/objects.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { containerOrFirst, containerPath, runningContainers } from '../checks/containers.ts';

/** The container of each pod that the lesson's text names. */
export const app = 'app';

type Resources = NonNullable<Container['resources']>;

/** Path of what a container of a pod may use; or of a part of it. */
export function resourcesPath(pod: Manifest, part?: string, container: string = app): string {
  return `${containerPath(pod, container)}.resources${part === undefined ? '' : `.${part}`}`;
}

/** CPUs or bytes that a container is limited to, or requests; NaN where it says nothing. What requests nothing requests its limit. */
export function amountOf(pod: Manifest, kind: 'limits' | 'requests', resource: string, container: string = app): number {
  const resources = pod.get<Resources>(resourcesPath(pod, undefined, container));
  const said = kind === 'requests' ? (resources?.requests?.[resource] ?? resources?.limits?.[resource]) : resources?.limits?.[resource];
  return parseQuantity(said ?? '');
}

/** CPUs that all containers of a pod request together while it runs. */
export function cpuOf(pod: Manifest): number {
  return runningContainers(pod).map(({ container }) => amountOf(pod, 'requests', 'cpu', container.name)).filter((cpus) => !Number.isNaN(cpus)).reduce((sum, cpus) => sum + cpus, 0);
}

/** A copy whose container may use so much more memory. */
export function withMemory(pod: Manifest, factor: number): Manifest {
  return pod.with(`${containerOrFirst(pod, app)}.resources.limits.memory`, String(amountOf(pod, 'limits', 'memory') * factor));
}

/** A copy whose containers have no CPU limit, and request what they did. */
export function withoutCpuLimit(pod: Manifest): Manifest {
  return pod.changed(({ spec }: Pod) => {
    for (const { resources } of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) {
      if (resources?.limits?.['cpu'] === undefined) continue;
      resources.requests = { cpu: resources.limits['cpu'], ...resources.requests };
      delete resources.limits['cpu'];
    }
  });
}

/** A copy that does not say what it requests or is limited to. */
export function withoutResources(pod: Manifest): Manifest {
  return pod.changed(({ spec }: Pod) => {
    for (const container of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) delete container.resources;
    delete spec?.resources;
  });
}

/** Copies that run on one node, whichever it is. */
export function together(...pods: Manifest[]): Manifest[] {
  const labels = { measured: 'together' };
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } };
  return pods.map((pod) => pod.with('metadata.labels.measured', labels.measured).with('spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution', [term]));
}

/** A copy on a node, whose container requests so many bytes of its disk; one without containers stays as it is, for the API server to refuse. */
export function withDisk(pod: Manifest, node: string, bytes: number): Manifest {
  if (runningContainers(pod).length === 0) return pod;
  return pod.with("spec.nodeSelector['kubernetes.io/hostname']", node).with(`${containerOrFirst(pod, app)}.resources`, { requests: { 'ephemeral-storage': String(bytes) } });
}

/** A copy that names the class which it has without naming one. In a run no class is the default, as that would hold for pods of others too. */
export function withClass(pod: Manifest, classes: readonly Manifest[]): Manifest {
  const byDefault = classes.find((each) => each.get('globalDefault') === true);
  return byDefault === undefined || pod.get('spec.priorityClassName') !== undefined ? pod : pod.with('spec.priorityClassName', byDefault.name);
}

/**
 * Copies of classes whose values are below zero, which is the priority of a pod without a class, each as far from the others as
 * before: nothing but their own pods can give way to their pods.
 */
export function belowAllOthers(classes: readonly Manifest[]): Manifest[] {
  const most = Math.max(...classes.map((each) => each.get<number>('value') ?? 0));
  return most < 0 ? [...classes] : classes.map((each) => each.with('value', (each.get<number>('value') ?? 0) - most - 1));
}
