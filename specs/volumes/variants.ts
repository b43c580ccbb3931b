import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { mountField, volumeAt, volumeField } from './mounted.ts';

/** The pod under another name, with a `type` that is not that of the file, or the folder, which it mounts; undefined where no hostPath is mounted there. */
export function ofWrongType(pod: Manifest, path: string): Manifest | undefined {
  if (volumeAt(pod, path)?.hostPath === undefined) return undefined;
  // The file may be mounted as a part of its folder.
  const isFolder = pod.get(`${mountField(pod, path)}.subPath`) !== undefined;
  return pod.named(`${pod.name}-of-wrong-type`).with(volumeField(pod, path, 'hostPath.type'), isFolder ? 'File' : 'Directory');
}

/** The pod under another name, with room for all that it writes; undefined where no emptyDir is mounted there. */
export function withRoom(pod: Manifest, path: string): Manifest | undefined {
  if (volumeAt(pod, path)?.emptyDir === undefined) return undefined;
  return pod.named(`${pod.name}-with-room`).with(volumeField(pod, path, 'emptyDir'), { sizeLimit: '1Gi' });
}

/** A class whose claims may grow, a volume of it, and a claim that is bound to that as soon as it is there. */
export function growing(given: Given): { objects: Manifest[]; claim: Manifest } {
  const metadata = { name: 'growing' };
  const common = { storageClassName: 'growing', accessModes: ['ReadWriteOnce'] };
  const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, provisioner: 'kubernetes.io/no-provisioner', allowVolumeExpansion: true };
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata, spec: { ...common, capacity: { storage: '1Gi' }, hostPath: { path: '/data/growing' } } };
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { ...common, resources: { requests: { storage: '1Gi' } } } };
  const made = [storageClass, volume, claim].map((each) => given.object(each));
  return { objects: made, claim: given.object(claim) };
}
