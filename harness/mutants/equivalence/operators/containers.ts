import type { EquivalenceOperator, Offer } from '../operator.ts';
import { podsIn, type PodPlace } from '../pods.ts';
import { listAt, mapAt, objectsOf, type Fields, type WrittenFolder } from '../written-folder.ts';

const image = 'busybox:1.37';

/** Waits for nothing but its end, and ends at once when it is told to: the shell is process 1 and must ask for the signal. */
const idle = { image, command: ['/bin/sh', '-c', "trap 'exit 0' TERM; while true; do sleep 3600 & wait $!; done"] };

export const containerBehind: EquivalenceOperator = {
  name: 'container-behind', category: 'containers', says: 'A container that does nothing may run beside the others.',
  offers: (folder) => withPods(folder, 'containers', runsOn, ({ spec }) => { spec['containers'] = [...listAt(spec, 'containers'), { name: 'idle-behind', ...idle }]; }),
};

export const containerBefore: EquivalenceOperator = {
  name: 'container-before', category: 'containers', says: 'A container that does nothing may stand before the others.',
  offers: (folder) => withPods(folder, 'containers', runsOn, ({ spec }) => { spec['containers'] = [{ name: 'idle-before', ...idle }, ...listAt(spec, 'containers')]; }),
};

export const initContainer: EquivalenceOperator = {
  name: 'init-container', category: 'containers', says: 'A container that does nothing may run before the others.',
  offers: (folder) => withPods(folder, 'initContainers', () => true, ({ spec }) => { spec['initContainers'] = [...listAt(spec, 'initContainers'), { name: 'say-hello', image, command: ['echo', 'hello'] }]; }),
};

export const nativeSidecar: EquivalenceOperator = {
  name: 'native-sidecar', category: 'containers', says: 'A native sidecar that does nothing may run beside the others.',
  offers: (folder) => withPods(folder, 'initContainers', () => true, ({ spec }) => { spec['initContainers'] = [{ name: 'idle-sidecar', restartPolicy: 'Always', ...idle }, ...listAt(spec, 'initContainers')]; }),
};

/** The first container is the one that the others serve. */
export const sidecarNative: EquivalenceOperator = {
  name: 'sidecar-as-native', category: 'containers', says: 'A sidecar may be an init container that is always restarted.',
  offers: (folder) => podsIn(folder).filter(runsOn).flatMap(({ name, path, spec }) => listAt(spec, 'containers').slice(1).map((container): Offer => ({
    object: name, field: `${path}.containers[${String(container['name'])}]`,
    make: () => {
      spec['containers'] = listAt(spec, 'containers').filter((each) => each !== container);
      spec['initContainers'] = [...listAt(spec, 'initContainers'), { ...container, restartPolicy: 'Always' }];
    },
  }))),
};

export const nativeAsSidecar: EquivalenceOperator = {
  name: 'native-as-sidecar', category: 'containers', says: 'A native sidecar that no init container needs may be a container like the others.',
  offers: (folder) => podsIn(folder).filter(runsOn).flatMap(({ name, path, spec }) => {
    const last = listAt(spec, 'initContainers').at(-1);
    if (last?.['restartPolicy'] !== 'Always') return [];
    const make = (): void => {
      const container: Fields = { ...last };
      Reflect.deleteProperty(container, 'restartPolicy');
      const left = listAt(spec, 'initContainers').slice(0, -1);
      if (left.length > 0) spec['initContainers'] = left;
      else Reflect.deleteProperty(spec, 'initContainers');
      spec['containers'] = [...listAt(spec, 'containers'), container];
    };
    return [{ object: name, field: `${path}.initContainers[${String(last['name'])}]`, make }];
  }),
};

/** Whether a pod runs until somebody ends it. One that is to end by itself waits for all its containers, native sidecars apart. */
function runsOn({ spec }: PodPlace): boolean {
  return (spec['restartPolicy'] ?? 'Always') === 'Always';
}

/** Whether another container of this image would be started in a pod: as root, which it is, it must not be forbidden to run. */
function takesRoot({ spec }: PodPlace): boolean {
  return mapAt(spec, 'securityContext')?.['runAsNonRoot'] !== true;
}

/** Whether a container more would change what the pod counts as: it says nothing of what it needs, and the others say all of it (Guaranteed). */
function isGuaranteed({ spec }: PodPlace): boolean {
  return listAt(spec, 'containers').every((container) => {
    const [limits, requests] = [mapAt(container, 'resources', 'limits'), mapAt(container, 'resources', 'requests')];
    return ['cpu', 'memory'].every((what) => limits?.[what] !== undefined && (requests?.[what] ?? limits[what]) === limits[what]);
  });
}

/** Whether a folder counts what containers need: then each must say it, and one more is more. */
function countsNeeds(folder: WrittenFolder): boolean {
  return objectsOf(folder).some(({ object }) => object['kind'] === 'ResourceQuota' && Object.keys(mapAt(object, 'spec', 'hard') ?? {}).some((what) => /^(?:(?:requests|limits)\.)?(?:cpu|memory)$/.test(what)));
}

function withPods(folder: WrittenFolder, list: string, fits: (pod: PodPlace) => boolean, make: (pod: PodPlace) => void): Offer[] {
  if (countsNeeds(folder)) return [];
  return podsIn(folder).filter((pod) => takesRoot(pod) && !isGuaranteed(pod)).filter(fits).map((pod) => ({ object: pod.name, field: `${pod.path}.${list}`, make: () => { make(pod); } }));
}
