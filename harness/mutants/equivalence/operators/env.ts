import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn, type ContainerPlace } from '../pods.ts';
import { listAt, mapAt, ofKind, type Fields, type WrittenFolder } from '../written-folder.ts';

export const envFromConfig: EquivalenceOperator = {
  name: 'env-from-config', category: 'environment', says: 'Variables may come from a ConfigMap that holds them.',
  offers: (folder) => withLiterals(folder, (place, literals) => {
    const name = addObject(place, 'ConfigMap', 'settings', { data: Object.fromEntries(literals.map((each) => [String(each['name']), each['value']])) });
    take(place.container, literals);
    append(place.container, 'envFrom', { configMapRef: { name } });
  }),
};

export const envByKey: EquivalenceOperator = {
  name: 'env-by-key', category: 'environment', says: 'A variable may be a key of a ConfigMap.',
  offers: (folder) => withLiterals(folder, (place, literals) => {
    const keyOf = (each: Fields): string => String(each['name']).toLowerCase().replaceAll('_', '.');
    const name = addObject(place, 'ConfigMap', 'values', { data: Object.fromEntries(literals.map((each) => [keyOf(each), each['value']])) });
    for (const each of literals) {
      Reflect.deleteProperty(each, 'value');
      each['valueFrom'] = { configMapKeyRef: { name, key: keyOf(each) } };
    }
  }),
};

export const envByVariable: EquivalenceOperator = {
  name: 'env-by-variable', category: 'environment', says: 'A variable may be put together from one before it.',
  offers: (folder) => withLiterals(folder, ({ container }, literals) => {
    const env = listAt(container, 'env');
    container['env'] = [...literals.map((each) => ({ name: `MY_${String(each['name'])}`, value: each['value'] })), ...env];
    for (const each of literals) each['value'] = `$(MY_${String(each['name'])})`;
  }),
};

export const envFromSecret: EquivalenceOperator = {
  name: 'env-from-secret', category: 'environment', says: 'Variables may come from a Secret that holds them under their names.',
  offers: (folder) => containersIn(folder).flatMap((place): Offer[] => {
    const secret = listAt(place.container, 'env').flatMap((each) => {
      const bytes = secretBytes(folder, mapAt(each, 'valueFrom', 'secretKeyRef'));
      return bytes === undefined ? [] : [{ each, bytes }];
    });
    if (secret.length === 0 || usedByOthers(place.container, secret.map(({ each }) => each))) return [];
    const make = (): void => {
      const name = addObject(place, 'Secret', 'secrets', { data: Object.fromEntries(secret.map(({ each, bytes }) => [String(each['name']), bytes])) });
      take(place.container, secret.map(({ each }) => each));
      append(place.container, 'envFrom', { secretRef: { name } });
    };
    return [{ object: place.pod.name, field: `${place.path}.env`, make }];
  }),
};

/** Containers with variables whose values are written out and used by no other. */
function withLiterals(folder: WrittenFolder, make: (place: ContainerPlace, literals: Fields[]) => void): Offer[] {
  return containersIn(folder).flatMap((place) => {
    const literals = listAt(place.container, 'env').filter(({ value }) => typeof value === 'string' && value !== '' && !value.includes('$'));
    if (literals.length === 0 || usedByOthers(place.container, literals)) return [];
    return [{ object: place.pod.name, field: `${place.path}.env`, make: () => { make(place, literals); } }];
  });
}

/** Whether other variables or the command are put together from these: they must then stand before those. */
function usedByOthers(container: Fields, variables: readonly Fields[]): boolean {
  const text = JSON.stringify([container['env'], container['command'], container['args']]);
  return variables.some((each) => text.includes(`$(${String(each['name'])})`));
}

function secretBytes(folder: WrittenFolder, reference: Fields | undefined): string | undefined {
  const secret = ofKind(folder, 'Secret').find(({ object }) => mapAt(object, 'metadata')?.['name'] === reference?.['name'])?.object;
  const key = String(reference?.['key']);
  const text = mapAt(secret, 'stringData')?.[key];
  const bytes = mapAt(secret, 'data')?.[key];
  if (typeof text === 'string') return Buffer.from(text).toString('base64');
  return typeof bytes === 'string' ? bytes : undefined;
}

/** Takes variables out of `env`. */
function take(container: Fields, variables: readonly Fields[]): void {
  const left = listAt(container, 'env').filter((each) => !variables.includes(each));
  if (left.length > 0) container['env'] = left;
  else Reflect.deleteProperty(container, 'env');
}

/** Puts an object beside the workload; returns its name. */
function addObject({ pod, container }: ContainerPlace, kind: string, what: string, fields: Fields): string {
  const name = `${pod.name.split('/')[1] ?? ''}-${String(container['name'])}-${what}`;
  pod.file.objects.push({ apiVersion: 'v1', kind, metadata: { name }, ...fields });
  return name;
}

function append(container: Fields, list: string, item: Fields): void {
  container[list] = [...listAt(container, list), item];
}
