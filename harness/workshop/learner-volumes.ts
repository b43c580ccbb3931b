import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import type { KubeObject, Volume } from '../client/objects.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { learnerLabel } from './learner.ts';
import { untilGone } from './until-gone.ts';

/** Folder of a node below which the data of learners' volumes lies; that of runs is elsewhere, and is swept. */
export const dataFolder = '/var/lib/cndjp2-workshop';

/** A learner's own volumes of a lesson. */
export interface LearnersVolumes {
  volumes: KubeObject[];
  /** Volumes of the lesson that cannot be a learner's own: several would do for one claim, and another learner's claim would take them. */
  shared: string[];
}

/**
 * PersistentVolumes belong to the whole cluster: each learner gets those of a lesson under a name of their own, in a folder of
 * their own, bound beforehand to the claim of the learner's namespace that asks for that class.
 *
 * @param uid of the namespace: a namespace that is made anew does not find the data of the one before it
 */
export function learnersVolumes(lesson: readonly Manifest[], namespace: string, uid: string): LearnersVolumes {
  const volumes = lesson.filter(({ kind }) => kind === 'PersistentVolume');
  const claims = lesson.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const ofClass = (all: readonly Manifest[], name: unknown): Manifest[] => all.filter((each) => each.get('spec.storageClassName') === name);
  const pairs = volumes.map((volume) => {
    const name = volume.get('spec.storageClassName');
    const [claim, ...others] = ofClass(claims, name);
    return { volume, claim: others.length === 0 && ofClass(volumes, name).length === 1 ? claim : undefined };
  });
  return {
    volumes: pairs.flatMap(({ volume, claim }) => (claim === undefined ? [] : [ownVolume(volume, claim.name, namespace, uid)])),
    shared: pairs.flatMap(({ volume, claim }) => (claim === undefined ? [volume.name] : [])),
  };
}

function ownVolume(volume: Manifest, claim: string, namespace: string, uid: string): KubeObject {
  const { spec, ...object } = volume.object as Volume;
  const path = spec?.hostPath?.path;
  return {
    ...object,
    metadata: { name: `${volume.name}-${namespace}`, labels: { ...volume.labels, [learnerLabel]: namespace } },
    spec: {
      ...spec,
      claimRef: { namespace, name: claim },
      ...(path === undefined ? {} : { hostPath: { path: `${dataFolder}/${namespace}-${uid.slice(0, 8)}${path}`, type: 'DirectoryOrCreate' } }),
    },
  } as KubeObject;
}

/** Makes a learner's volume where it is not there; one whose claim has gone (Released) is made anew, or nothing would ever be bound to it. Its data stays. */
export async function applyVolume(client: ClusterClient, volume: KubeObject, signal: AbortSignal): Promise<void> {
  const ref: ObjectRef = { apiVersion: 'v1', kind: 'PersistentVolume', name: volume.metadata?.name ?? '' };
  const there = await client.read<Volume>(ref);
  if (there !== undefined && there.status?.phase !== 'Released') return;
  if (there !== undefined) {
    await client.delete(ref, { signal });
    await untilGone(client, ref, there.metadata?.uid, signal);
  }
  await client.apply(volume);
}
