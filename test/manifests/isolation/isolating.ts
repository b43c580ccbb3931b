import type { KubeObject } from '../../../harness/client/objects.ts';
import { isolate } from '../../../harness/manifests/isolation/isolate.ts';
import type { Isolation } from '../../../harness/manifests/isolation/isolation.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { parseSources } from '../../../harness/manifests/source.ts';

/** A namespace of a run whose lesson brings an object of each kind that others refer to. */
export const place: Isolation = {
  namespace: '09-rbac-r1',
  storageClasses: ['standard'],
  hasDefaultClass: true,
  brings: new Set(['ClusterRole/reader', 'PriorityClass/high', 'RuntimeClass/sandbox', 'IngressClass/edge', 'StorageClass/gold', 'ValidatingAdmissionPolicy/no-latest']),
  standsFor: new Set(['team']),
};

/** What is sent for an object that a learner wrote in YAML. */
export function sent(yaml: string, where: Isolation = place): Record<string, unknown> & { metadata: NonNullable<KubeObject['metadata']>; spec: Record<string, unknown> } {
  const [manifest] = manifestsOf(yaml);
  if (manifest === undefined) throw new Error('there is no object in the text');
  return isolate(manifest.object, where) as ReturnType<typeof sent>;
}

export function manifestsOf(yaml: string): Manifest[] {
  return parseSources(yaml, 'a/1.yaml').map((source) => new Manifest(source.value() as object, source, 'a'));
}
