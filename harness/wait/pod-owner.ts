import { kindNamed } from '../client/kinds.ts';
import type { Pod, ReplicaSet } from '../client/objects.ts';
import type { ObjectName } from '../manifests/manifest.ts';

/** The object whose manifest describes a pod, and where in it the pod's spec is. */
export interface PodOwner {
  object: ObjectName;
  /** Path of the pod's spec: `spec`, or `spec.template.spec` of a workload. */
  spec: string;
}

/**
 * Who made a pod. A ReplicaSet is named `<deployment>-<pod-template-hash>`, so no further question is needed; the rule is
 * that of Kubernetes' deployment controller.
 */
export function ownerOf(pod: Pod): PodOwner {
  const name = pod.metadata?.name ?? '';
  const [owner] = pod.metadata?.ownerReferences ?? [];
  if (owner === undefined) return { object: `Pod/${name}`, spec: 'spec' };
  const hash = pod.metadata?.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`)) {
    return { object: `Deployment/${owner.name.slice(0, -hash.length - 1)}`, spec: 'spec.template.spec' };
  }
  return { object: `${owner.kind}/${owner.name}`, spec: kindNamed(owner.kind)?.podSpec ?? 'spec.template.spec' };
}

/** Path of a container in the manifest that describes its pod: among `containers`, or `initContainers` where native sidecars stand. */
export function containerField(pod: Pod, container: string): string {
  const list = pod.spec?.initContainers?.some(({ name }) => name === container) === true ? 'initContainers' : 'containers';
  return `${ownerOf(pod).spec}.${list}[${container}]`;
}

/** Whether a pod belongs to a Deployment. */
export function belongsTo(pod: Pod, deployment: string): boolean {
  return ownerOf(pod).object === `Deployment/${deployment}`;
}

/** Whether a ReplicaSet was made by a Deployment. */
export function isSetOf(set: ReplicaSet, deployment: string): boolean {
  return set.metadata?.ownerReferences?.some((owner) => owner.kind === 'Deployment' && owner.name === deployment) === true;
}

/** Whether a pod is Ready and not on its way out. */
export function isReady(pod: Pod): boolean {
  if (pod.metadata?.deletionTimestamp !== undefined) return false;
  return pod.status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true;
}
