import type { EquivalenceOperator } from '../operator.ts';
import { containersIn, podsIn } from '../pods.ts';
import { listAt, mapAt, type Fields } from '../written-folder.ts';

export const volumeRenamed: EquivalenceOperator = {
  name: 'volume-renamed', category: 'names', says: 'A volume may have any name that its mounts use too.',
  offers: (folder) => podsIn(folder).flatMap(({ name, path, spec }) => listAt(spec, 'volumes').flatMap((volume, index) => {
    const from = volume['name'];
    const to = `volume-${index}`;
    if (typeof from !== 'string' || folder.fixedNames.has(from) || from === to) return [];
    const make = (): void => {
      volume['name'] = to;
      for (const container of ['initContainers', 'containers'].flatMap((list) => listAt(spec, list))) {
        for (const mount of [...listAt(container, 'volumeMounts'), ...listAt(container, 'volumeDevices')]) if (mount['name'] === from) mount['name'] = to;
      }
    };
    return [{ object: name, field: `${path}.volumes[${from}].name`, make }];
  })),
};

export const containerRenamed: EquivalenceOperator = {
  name: 'container-renamed', category: 'names', says: 'A container may have any name that the lesson does not tell it to have.',
  offers: (folder) => containersIn(folder).flatMap(({ pod, container, path }) => {
    const from = container['name'];
    if (typeof from !== 'string' || folder.fixedNames.has(from)) return [];
    const make = (): void => {
      container['name'] = `my-${from}`;
      for (const reference of resourceReferences(pod.spec)) if (reference['containerName'] === from) reference['containerName'] = `my-${from}`;
    };
    return [{ object: pod.name, field: `${path}.name`, make }];
  }),
};

/** Where a pod asks for the resources of one of its containers, which it calls by name. */
function resourceReferences(spec: Fields): Fields[] {
  const items = listAt(spec, 'volumes').flatMap((volume) => [...listAt(volume, 'downwardAPI', 'items'), ...listAt(volume, 'projected', 'sources').flatMap((source) => listAt(source, 'downwardAPI', 'items'))]);
  const variables = ['initContainers', 'containers'].flatMap((list) => listAt(spec, list)).flatMap((container) => listAt(container, 'env')).map((each) => mapAt(each, 'valueFrom'));
  return [...items, ...variables].map((each) => mapAt(each, 'resourceFieldRef')).filter((each) => each !== undefined);
}
