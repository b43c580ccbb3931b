import type { EquivalenceOperator } from '../operator.ts';
import { containersIn, podsIn } from '../pods.ts';
import { listAt } from '../written-folder.ts';

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
    return [{ object: pod.name, field: `${path}.name`, make: () => { container['name'] = `my-${from}`; } }];
  }),
};
