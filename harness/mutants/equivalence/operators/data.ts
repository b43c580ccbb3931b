import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn } from '../pods.ts';
import { listAt, mapAt, ofKind, type Fields, type WrittenFolder } from '../written-folder.ts';

export const secretInBase64: EquivalenceOperator = {
  name: 'secret-in-base64', category: 'data', says: 'data with base64 is what the API server makes of stringData.',
  offers: (folder) => moves(folder, 'Secret', 'stringData', 'data', inBase64),
};

export const secretAsText: EquivalenceOperator = {
  name: 'secret-as-text', category: 'data', says: 'stringData is how data is written without base64.',
  offers: (folder) => moves(folder, 'Secret', 'data', 'stringData', fromBase64),
};

export const configInBase64: EquivalenceOperator = {
  name: 'config-in-base64', category: 'data', says: 'A file of a ConfigMap is the same whether it stands in data or in binaryData.',
  // A variable is only read from data.
  offers: (folder) => moves(folder, 'ConfigMap', 'data', 'binaryData', inBase64).filter(({ object }) => !namedInEnvironment(folder).includes(object.slice('ConfigMap/'.length))),
};

function moves(folder: WrittenFolder, kind: string, from: string, to: string, change: (text: string) => string): Offer[] {
  return ofKind(folder, kind).flatMap(({ object, name }) => {
    const texts = mapAt(object, from);
    if (texts === undefined) return [];
    const make = (): void => {
      const moved = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, change(String(value))]));
      Reflect.deleteProperty(object, from);
      // What stringData says of a key counts more than what data says.
      object[to] = to === 'data' ? { ...mapAt(object, to), ...moved } : { ...moved, ...mapAt(object, to) };
    };
    return [{ object: name, field: from, make }];
  });
}

function namedInEnvironment(folder: WrittenFolder): unknown[] {
  return containersIn(folder).flatMap(({ container }) => [
    ...listAt(container, 'envFrom').map((each) => mapAt(each, 'configMapRef')),
    ...listAt(container, 'env').map((each) => mapAt(each, 'valueFrom', 'configMapKeyRef')),
  ]).map((reference: Fields | undefined) => reference?.['name']);
}

function inBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
