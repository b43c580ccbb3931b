import type { Manifest, Manifests } from '../../harness/lesson/given.ts';

interface Templated {
  spec: { template: { spec: { volumes?: { name: string; persistentVolumeClaim?: unknown }[] } } };
}

/** The lesson's objects for a database whose folder ends with its pod: every claim is an emptyDir. */
export function withoutClaim(manifests: Manifests): Manifest[] {
  return manifests
    .all()
    .filter(({ kind }) => !kind.startsWith('PersistentVolume'))
    .map((manifest) => (manifest.kind === 'Deployment' ? manifest.changed(emptyInstead) : manifest));
}

function emptyInstead(deployment: Templated): void {
  const pod = deployment.spec.template.spec;
  pod.volumes = (pod.volumes ?? []).map((volume) => ('persistentVolumeClaim' in volume ? { name: volume.name, emptyDir: {} } : volume));
}
