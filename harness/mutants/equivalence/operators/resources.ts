import { parseQuantity } from '../../../wait/quantity.ts';
import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn } from '../pods.ts';
import { mapAt, objectsOf, type Fields, type WrittenFolder } from '../written-folder.ts';
import { isMap } from '../../../values/field-path.ts';

/** Whether what a container may use is what the lesson is about: then it is no longer the same with more, or without limits. */
function isTopic(folder: WrittenFolder): boolean {
  return folder.fixedNames.has('resources');
}

export const moreMemory: EquivalenceOperator = {
  name: 'more-memory', category: 'resources', says: 'A container may be allowed more memory than it needs.',
  offers: (folder) => (isTopic(folder) ? [] : containersIn(folder)).flatMap(({ pod, container, path }) => {
    const limits = mapAt(container, 'resources', 'limits');
    const bytes = parseQuantity(String(limits?.['memory']));
    return limits === undefined || Number.isNaN(bytes) ? [] : [{ object: pod.name, field: `${path}.resources.limits.memory`, make: () => { limits['memory'] = `${Math.ceil((bytes * 2) / 2 ** 20)}Mi`; } }];
  }),
};

export const noLimits: EquivalenceOperator = {
  name: 'no-limits', category: 'resources', says: 'A container may be allowed all that its node has.',
  offers: (folder) => (isTopic(folder) ? [] : containersIn(folder)).flatMap(({ pod, container, path }) => {
    const resources = mapAt(container, 'resources');
    // What asks for nothing gets its limits as its requests.
    return resources?.['limits'] === undefined || resources['requests'] === undefined ? [] : [{ object: pod.name, field: `${path}.resources.limits`, make: () => { delete resources['limits']; } }];
  }),
};

export const quantitiesInSmallerUnits: EquivalenceOperator = {
  name: 'quantities-in-smaller-units', category: 'quantities', says: 'A quantity is the same in a smaller unit.',
  offers: (folder) => withQuantities(folder, smaller),
};

export const quantitiesAsNumbers: EquivalenceOperator = {
  name: 'quantities-as-numbers', category: 'quantities', says: 'A quantity may be written without a unit.',
  offers: (folder) => withQuantities(folder, (text) => {
    const value = parseQuantity(text);
    // Memory in bytes is a whole number, a processor has a fraction of three digits.
    return Number.isNaN(value) || String(value) === text ? undefined : String(Number(value.toFixed(3)));
  }),
};

const factors: Readonly<Record<string, readonly [factor: number, unit: string]>> = { Ti: [1024, 'Gi'], Gi: [1024, 'Mi'], Mi: [1024, 'Ki'], G: [1000, 'M'], M: [1000, 'k'] };

function smaller(text: string): string | undefined {
  const [, number = '', unit = ''] = /^(\d+)([A-Za-z]+)$/.exec(text) ?? [];
  const found = factors[unit];
  return found === undefined ? undefined : `${Number(number) * found[0]}${found[1]}`;
}

/** Maps whose values are quantities, and single fields that are one. */
const maps = ['requests', 'limits', 'capacity'];
const fields = ['sizeLimit'];

function withQuantities(folder: WrittenFolder, change: (text: string) => string | undefined): Offer[] {
  return objectsOf(folder).flatMap(({ object, name }) => {
    const places = quantitiesIn(object).flatMap(({ map, key }) => {
      const to = change(String(map[key]));
      return to === undefined ? [] : [{ map, key, to }];
    });
    return places.length === 0 ? [] : [{ object: name, field: '', make: () => { for (const { map, key, to } of places) map[key] = to; } }];
  });
}

function quantitiesIn(value: unknown, key = ''): { map: Fields; key: string }[] {
  if (Array.isArray(value)) return value.flatMap((item) => quantitiesIn(item));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([inner, below]) => ((maps.includes(key) || fields.includes(inner)) && !isMap(below) ? [{ map: value, key: inner }] : quantitiesIn(below, inner)));
}
