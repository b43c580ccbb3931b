import type { Manifest, Manifests } from '../../harness/lesson/given.ts';

interface Volume {
  name: string;
  persistentVolumeClaim?: unknown;
  ephemeral?: unknown;
}

interface Templated {
  spec: { template: { spec: { volumes?: Volume[] } }; volumeClaimTemplates?: { metadata: { name: string } }[] };
}

/**
 * The lesson's objects for a workload whose data ends with its pod: every claim is an emptyDir, also those that a StatefulSet
 * makes.
 *
 * @param alsoEmpty names of volumes that are emptied too, such as a folder of the node
 */
export function withoutClaim(manifests: Manifests, alsoEmpty: readonly string[] = []): Manifest[] {
  return manifests
    .all()
    .filter(({ kind }) => !kind.startsWith('PersistentVolume'))
    .map((manifest) => (manifest.kind === 'Deployment' || manifest.kind === 'StatefulSet' ? manifest.changed((workload: Templated) => { emptyInstead(workload, alsoEmpty); }) : manifest));
}

function emptyInstead({ spec }: Templated, alsoEmpty: readonly string[]): void {
  const pod = spec.template.spec;
  const claimed = (volume: Volume): boolean => 'persistentVolumeClaim' in volume || 'ephemeral' in volume || alsoEmpty.includes(volume.name);
  const templates = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  delete spec.volumeClaimTemplates;
  const kept = (pod.volumes ?? []).filter(({ name }) => !templates.includes(name));
  pod.volumes = [...kept.map((volume) => (claimed(volume) ? { name: volume.name, emptyDir: {} } : volume)), ...templates.map((name) => ({ name, emptyDir: {} }))];
}
