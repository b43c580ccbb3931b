import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { podSpecOf } from './containers.ts';

/** The kinds of which an object may keep the one pod that a lesson asks for. */
const kinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** The object of a name that makes a pod, whatever its kind. Throws LessonFailure that lists what there is. */
export function podMaker(given: Given, name: string): Manifest {
  return kinds.map((kind) => given.manifests.find(kind, name)).find((manifest) => manifest !== undefined) ?? given.manifest('Pod', name);
}

/** The path of the labels that an object gives its pods. */
export function podLabelsOf(manifest: Manifest): string {
  return podSpecOf(manifest).replace(/spec$/, 'metadata.labels');
}

/** A pod that an object makes, when it is ready: the first where there are several. Throws LessonFailure. */
export async function readyPodOf(given: Given, manifest: Manifest): Promise<Pod> {
  const options = { starts: 'at once', blame: { on: manifest } } as const;
  const { kind, name } = manifest;
  if (kind === 'Pod') return await given.pod(name).ready(options);
  const workload = kind === 'StatefulSet' ? given.statefulSet(name) : kind === 'DaemonSet' ? given.daemonSet(name) : given.deployment(name);
  await workload.complete(options);
  const [pod] = await workload.pods().now();
  return pod ?? await given.pod(name).ready(options);
}
